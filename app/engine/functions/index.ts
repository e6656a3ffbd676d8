import { algebraFunctions } from "./algebra"
import { languageFunctions } from "./language"
import { numberFunctions } from "./numbers"
import { gamma0Functions } from "./modular/gamma0"
import { gamma1Functions } from "./modular/gamma1"
import { baileyFunctions } from "./hypergeometric/bailey"
import { phi, psi } from "./hypergeometric/series"
import { trySummation } from "./hypergeometric/summation"
import { heine1, heine2, heine3 } from "./hypergeometric/transformations"
import { helpFunction } from "./help"
import { appellFunctions } from "./mock/appell"
import { mockFunctions } from "./mock/declarations"
import { partitionFunctions } from "./partition/declarations"
import { coreFunctions } from "./partition/core-declarations"
import { partitionGenerating } from "./partition/generating"
import { JAC, jac2prod, jac2series, qs2jaccombo, residueprod } from "./products/jac"
import { aqprod, etaq, qbin, qfactorial, qnumber } from "./products/pochhammer"
import { jacprod, quinprod, tripleprod, winquist } from "./products/theta-products"
import { formPictures } from "./pictures/of-forms"
import { partitionPictures } from "./pictures/of-partitions"
import { seriesPictures } from "./pictures/of-series"
import { factorFunctions } from "./discovery/factors"
import { identifyFunctions } from "./discovery/identify"
import { searchFunctions } from "./discovery/searches"
import { relationFunctions } from "./discovery/relations"
import { seriesToProduct } from "./discovery/series-to-product"
import { Registry } from "./registry"
import { elementaryFunctions } from "./series/elementary"
import { seriesResidues } from "./series/residues"
import { seriesTools } from "./series/tools"
import { lambertSeries } from "./theta/lambert"
import { modularForms } from "./theta/modular"
import { thetaFunctions } from "./theta/theta"
import type { DeclaredFunction } from "./declare"

/*
 * Every function of the language, family by family. Importing this file declares them; nothing is computed and the addon is not loaded
 * before the first call.
 */

const products = [
  aqprod,
  qbin,
  qfactorial,
  qnumber,
  etaq,
  jacprod,
  tripleprod,
  quinprod,
  winquist,
  JAC,
  jac2prod,
  jac2series,
  qs2jaccombo,
  residueprod,
]

const help = [helpFunction(() => registry)]

export const families: readonly (readonly DeclaredFunction[])[] = [
  help,
  languageFunctions,
  numberFunctions,
  algebraFunctions,
  products,
  thetaFunctions,
  modularForms,
  lambertSeries,
  partitionFunctions,
  partitionGenerating,
  coreFunctions,
  mockFunctions,
  appellFunctions,
  elementaryFunctions,
  seriesTools,
  seriesResidues,
  seriesToProduct,
  relationFunctions,
  factorFunctions,
  searchFunctions,
  identifyFunctions,
  gamma0Functions,
  gamma1Functions,
  seriesPictures,
  partitionPictures,
  formPictures,
  [phi, psi, trySummation, heine1, heine2, heine3],
  baileyFunctions,
]

/** All functions by name and alias. */
export const registry = new Registry(families)

export { declarationData, signatureText } from "./declare"
export type { DeclaredFunction, Declaration, Signature } from "./declare"

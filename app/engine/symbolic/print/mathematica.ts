import type { Arena, Ref } from "../arena"
import {
  CYCLOTOMIC,
  EETA,
  ETA,
  INDEXED_PRODUCT,
  INDEXED_SUM,
  INFINITY,
  JAC,
  ORDER,
  Q_BINOMIAL,
  Q_FACTORIAL,
  Q_NUMBER,
  Q_POCHHAMMER,
  ROOT_OF,
  R_PHI_S,
  R_PSI_S,
  SYMBOL,
  THETA,
  THETA2,
  THETA3,
  THETA4,
} from "../heads"
import { subexpressions } from "../rewrite"
import { formName } from "./form-name"
import { LinearPrinter, type LinearDialect } from "./linear"
import { hypergeometricParts } from "./plain"

/** Symbols with a meaning of their own in Mathematica. */
const RESERVED: ReadonlySet<string> = new Set([
  "C",
  "D",
  "E",
  "I",
  "K",
  "N",
  "O",
  "Pi",
  "Degree",
  "Infinity",
  "Sum",
  "Product",
])

/** Letters, digits and $ only; names of Mathematica's own get a $ at the end. */
function mathematicaName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9$]/g, "$")
  return RESERVED.has(plain) || /^\d/.test(plain) ? `${plain}$` : plain
}

const dialect: LinearDialect = {
  infinity: "Infinity",
  name: mathematicaName,
  call: (name, args) => `${mathematicaCall(name)}[${args.join(", ")}]`,
  indexed: (name, indices) => `${name}[${indices.join(", ")}]`,
  form: mathematicaForm,
}

const ELEMENTARY: ReadonlyMap<string, string> = new Map([
  ["exp", "Exp"],
  ["log", "Log"],
  ["ln", "Log"],
  ["sin", "Sin"],
  ["cos", "Cos"],
  ["abs", "Abs"],
  ["binomial", "Binomial"],
])

function mathematicaCall(name: string): string {
  return ELEMENTARY.get(name) ?? mathematicaName(name)
}

/** The name of a polynomial in one. */
function unknownOf(printer: LinearPrinter, polynomial: Ref): string {
  const { arena } = printer
  const name = subexpressions(arena, polynomial).find((part) => arena.head(part) === SYMBOL)
  return name === undefined ? "x" : printer.print(name)
}

function mathematicaForm(ref: Ref, printer: LinearPrinter): string {
  const { arena } = printer
  const head = arena.head(ref)
  const children = arena.children(ref)
  const [first, second, third, fourth] = printer.list(children)
  switch (head) {
    case Q_POCHHAMMER: {
      const infinite = arena.head(children[0] as Ref) === INFINITY
      const factors = printer
        .list(children.slice(2))
        .map((a) => `QPochhammer[${a}, ${second}${infinite ? "" : `, ${first}`}]`)
      return factors.length === 1 ? (factors[0] as string) : `(${factors.join("*")})`
    }
    case Q_BINOMIAL:
      return `QBinomial[${third}, ${second}, ${first}]`
    case Q_FACTORIAL:
      return `QFactorial[${first}, ${second}]`
    case Q_NUMBER:
      return `((1-${printer.operand(children[1] as Ref)}^(${first}))/(1-${printer.operand(children[1] as Ref)}))`
    case R_PHI_S:
    case R_PSI_S: {
      const { upper, lower, q, z } = hypergeometricParts(arena, ref)
      const lists = [upper, lower].map((list) => `{${printer.list(list).join(", ")}}`).join(", ")
      return `${head === R_PHI_S ? "QHypergeometricPFQ" : "qHypergeometricPsi"}[${lists}, ${printer.print(q)}, ${printer.print(z)}]`
    }
    case THETA:
      return `Sum[(${first})^n*(${second})^(n^2), {n, -Infinity, Infinity}]`
    case THETA2:
    case THETA3:
    case THETA4:
      return `EllipticTheta[${head - THETA2 + 2}, 0, ${first}]`
    case ETA:
      return `DedekindEta[${first}]`
    case EETA:
      return `DedekindEta[${printer.operand(children[0] as Ref)}*tau]`
    case JAC:
      return jacobi(printer, children[0] as Ref, children[1] as Ref)
    case INDEXED_SUM:
    case INDEXED_PRODUCT:
      return `${head === INDEXED_SUM ? "Sum" : "Product"}[${first}, {${second}, ${third}, ${fourth}}]`
    case ORDER:
      return `O[${first}]`
    case ROOT_OF:
      return `Root[Function[${unknownOf(printer, children[0] as Ref)}, ${first}], 1]`
    case CYCLOTOMIC:
      return `Exp[2*Pi*I/${first}]`
    default:
      return `${formName(head)}[${printer.list(children).join(", ")}]`
  }
}

/** JAC(a,b,infinity) = (q^a, q^(b-a), q^b; q^b)_inf, for a = 0 the last alone. */
function jacobi(printer: LinearPrinter, a: Ref, b: Ref): string {
  const base = `q^${printer.atom(b)}`
  const last = `QPochhammer[${base}, ${base}]`
  if (printer.arena.immediate(a) === 0) return last
  const [x, y] = [printer.print(a), printer.print(b)]
  return `(QPochhammer[q^(${x}), ${base}]*QPochhammer[q^(${y}-(${x})), ${base}]*${last})`
}

/** The Wolfram language. */
export function mathematicaText(arena: Arena, ref: Ref): string {
  return new LinearPrinter(arena, dialect).print(ref)
}

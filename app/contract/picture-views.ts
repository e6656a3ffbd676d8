/** Pictures that a session makes of a series; the views Series and Table are windows of its terms. */
export const PICTURE_VIEWS = [
  "plot",
  "residues",
  "product",
  "growth",
  "signs",
  "zeros",
  "congruences",
  "dissection",
  "roots",
  "phase",
  "circle",
  "halfplane",
  "domain",
  "hecke",
] as const

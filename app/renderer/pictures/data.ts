import type { Picture } from "../../contract/outputs"

export interface PictureData {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** What a picture shows, as a table: the same facts for those who read rather than look. */
export function pictureData(picture: Picture): PictureData {
  switch (picture.type) {
    case "stems":
      return {
        columns: ["n", "a(n)"],
        rows: picture.points.map(({ n, value }) => [n, value]),
      }
    case "growth":
      return growthData(picture)
    case "residues":
      return {
        columns: ["n", `mod ${picture.modulus}`],
        rows: picture.residues.map((residue, i) => [String(picture.from + i), String(residue)]),
      }
    case "congruences":
      return {
        columns: ["A", "B", "p", "tested"],
        rows: picture.cells.map((cell) => [cell.modulus, cell.residue, cell.prime, cell.tested].map(String)),
      }
    case "signs":
      return {
        columns: ["n", "sign"],
        rows: picture.signs.map((sign, n) => [String(n), sign > 0 ? "+" : sign < 0 ? "−" : "0"]),
      }
    case "zeros":
      return { columns: ["n"], rows: picture.nonzero.map((n) => [String(n)]) }
    case "product":
      return {
        columns: ["n", "exponent"],
        rows: picture.exponents.map((exponent, i) => [String(i + 1), exponent]),
      }
    case "ferrers":
      return {
        columns: ["row", "part"],
        rows: picture.parts.map((part, i) => [String(i + 1), String(part)]),
      }
    case "heat":
      return {
        columns: [picture.rowTitle, ...picture.columns.map((column) => `${picture.columnTitle} ${column}`)],
        rows: picture.rows.map((row, r) => [String(row), ...(picture.values[r] ?? [])]),
      }
    case "roots":
      return {
        columns: ["Re", "Im", "|z|"],
        rows: picture.roots.map(({ re, im, radius }) => [re.toFixed(8), im.toFixed(8), radius.toFixed(8)]),
      }
    case "phase":
      return {
        columns: ["n", "coefficient"],
        rows: picture.coefficients.map((value, i) => [String(picture.valuation + i), String(value)]),
      }
  }
}

function growthData(picture: Extract<Picture, { type: "growth" }>): PictureData {
  const ratio = new Map(picture.ratio?.map(({ n, value }) => [n, value]))
  const asymptotic = new Map(picture.asymptotic?.map(({ n, log10 }) => [n, log10]))
  return {
    columns: ["n", "log10 a(n)", picture.asymptoticName ?? "asymptotic", "ratio"],
    rows: picture.points.map(({ n, log10 }) => [
      String(n),
      log10.toFixed(6),
      asymptotic.get(n)?.toFixed(6) ?? "",
      ratio.get(n)?.toFixed(8) ?? "",
    ]),
  }
}

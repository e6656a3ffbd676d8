import { exponentText } from "../../pictures/exponent"
import type { Picture } from "../../contract/outputs"
import { hooksOf } from "../../pictures/partition"

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
        rows: picture.residues.map((residue, i) => [
          exponentText(picture.from + i, picture.denominator),
          String(residue),
        ]),
      }
    case "congruences":
      return {
        columns: ["A", "B", "p", "tested", "follows from another"],
        rows: picture.cells.map((cell) => [
          ...[cell.modulus, cell.residue, cell.prime, cell.tested].map(String),
          cell.follows === true ? "yes" : "no",
        ]),
      }
    case "signs":
      return {
        columns: ["n", "sign"],
        rows: picture.signs.map((sign, i) => [
          exponentText((picture.from ?? 0) + i, picture.denominator),
          sign > 0 ? "+" : sign < 0 ? "−" : "0",
        ]),
      }
    case "zeros":
      return { columns: ["n"], rows: picture.nonzero.map((n) => [exponentText(n, picture.denominator)]) }
    case "product":
      return {
        columns: ["n", "exponent"],
        rows: picture.exponents.map((exponent, i) => [String((picture.first ?? 1) + i), exponent]),
      }
    case "ferrers":
      return ferrersData(picture)
    case "heat":
      return {
        columns: [picture.rowTitle, ...picture.columns.map((column) => `${picture.columnTitle} ${column}`)],
        rows: picture.rows.map((row, r) => [String(row), ...(picture.values[r] ?? [])]),
      }
    case "roots":
      return {
        columns: ["terms below", "Re", "Im", "|z|", "error at most"],
        rows: picture.roots.map(({ re, im, radius, order, error }) => [
          String(order),
          re.toFixed(12),
          im.toFixed(12),
          radius.toFixed(12),
          error?.toExponential(1) ?? "",
        ]),
      }
    case "dissection":
      return {
        columns: ["class", "series", "product (TeX)"],
        rows: picture.rows.map(({ residue, text, product }) => [
          `${residue} mod ${picture.step}`,
          text,
          product ?? "none seen",
        ]),
      }
    case "phase":
      return coefficientData(picture)
    case "circle":
      return {
        columns: ["h/k", "log10 |f|"],
        rows: picture.fractions.map(({ h, k, log10 }) => [`${h}/${k}`, log10?.toFixed(6) ?? "0 itself"]),
      }
    case "halfplane":
      return "eta" in picture.form
        ? { columns: ["d", "r of eta(d tau)^r"], rows: picture.form.eta.map(([d, r]) => [String(d), String(r)]) }
        : coefficientData(picture.form)
    case "domain":
      return {
        columns: ["cusp", "width", "order", "where the domain touches it"],
        rows: picture.cusps.map(({ cusp, width, order, places }) => [
          cusp,
          String(width),
          order ?? "",
          places.join(", "),
        ]),
      }
    case "hecke":
      return {
        columns: ["p", "a(p)", "a(p)/(2 p^((k-1)/2))"],
        rows: picture.rows.map(({ p, a, x }) => [String(p), a, x.toFixed(8)]),
      }
  }
}

function coefficientData({
  coefficients,
  valuation,
}: {
  readonly coefficients: readonly number[]
  readonly valuation: number
}): PictureData {
  return {
    columns: ["n", "coefficient"],
    rows: coefficients.map((value, i) => [String(valuation + i), String(value)]),
  }
}

function ferrersData({ all, ...one }: Extract<Picture, { type: "ferrers" }>): PictureData {
  if (all === undefined) {
    const hooks = hooksOf(one)
    return {
      columns: ["row", "part", "hooks"],
      rows: one.parts.map((part, i) => [String(i + 1), String(part), hooks[i]?.join(" ") ?? ""]),
    }
  }
  return {
    columns: ["partition", "Durfee", "rank", "crank", "hooks, row by row"],
    rows: all.map((each) => [
      each.parts.join("+"),
      ...[each.durfee, each.rank, each.crank].map(String),
      hooksOf(each)
        .map((row) => row.join(" "))
        .join(" | "),
    ]),
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

import type { Cell, CellOutput, DocumentContent } from "../../../app/contract/document"
import { cellId, outputId } from "../../../app/contract/document"
import type { Output, Picture } from "../../../app/contract/outputs"

/** Canned documents that show every kind of output and state. */

/** p(n) by Euler's recurrence. */
export function partitions(count: number): bigint[] {
  const p = [1n]
  for (let n = 1; n < count; n++) {
    let sum = 0n
    for (let k = 1; (k * (3 * k - 1)) / 2 <= n; k++) {
      const sign = k % 2 === 1 ? 1n : -1n
      sum += sign * (p[n - (k * (3 * k - 1)) / 2] ?? 0n)
      const other = n - (k * (3 * k + 1)) / 2
      if (other >= 0) sum += sign * (p[other] ?? 0n)
    }
    p.push(sum)
  }
  return p
}

export const P = partitions(1500)
export const terms = P.map((a, n) => ({
  exponent: String(n),
  coefficient: String(a),
}))

let next = 1
export function cell(
  kind: Cell["kind"],
  source: string,
  outputs: readonly Output[] = [],
  count: number | null = null,
): Cell {
  const id = `c${next++}`
  const made: CellOutput[] = outputs.map((output, i) => ({
    id: outputId.parse(`${id}-o${i}`),
    output,
  }))
  return {
    id: cellId.parse(id),
    kind,
    source,
    outputs: made,
    executionCount: count,
    view: {},
    metadata: "{}",
    attachments: null,
  }
}

export const seriesOutput: Output = {
  kind: "series",
  name: "P",
  text: "1 + q + 2*q^2 + 3*q^3 + O(q^1500)",
  handle: "h1",
  variable: "q",
  order: "1500",
  terms: terms.slice(0, 60),
  termCount: terms.length,
  certainty: "order",
  latex: "1+q+2q^2",
  bytes: 52_000,
}

const picture = (data: Picture, caption: string): Output => ({
  kind: "picture",
  text: caption,
  handle: null,
  picture: data,
  caption,
  description: `${caption} Described in two sentences.`,
})

export const residuePicture = (modulus: number, columns: number): Picture => ({
  type: "residues",
  modulus,
  columns,
  from: 0,
  residues: P.slice(0, 300).map((a) => Number(a % BigInt(modulus))),
  zeroColumns: [4, 9, 14, 19],
})

export const growthPicture: Picture = {
  type: "growth",
  points: P.slice(1, 400).map((a, n) => ({
    n: n + 1,
    log10: Math.log10(Number(a)),
  })),
  asymptotic: P.slice(1, 400).map((_, i) => {
    const n = i + 1
    return {
      n,
      log10: (Math.PI * Math.sqrt((2 * n) / 3)) / Math.LN10 - Math.log10(4 * n * Math.sqrt(3)),
    }
  }),
  ratio: P.slice(10, 400).map((a, i) => {
    const n = i + 10
    return {
      n,
      value: Number(a) / (Math.exp(Math.PI * Math.sqrt((2 * n) / 3)) / (4 * n * Math.sqrt(3))),
    }
  }),
  asymptoticName: "Hardy–Ramanujan",
}

export const stemsPicture: Picture = {
  type: "stems",
  points: P.slice(0, 120).map((a, n) => ({
    n: String(n),
    value: String(a),
    log10: Math.log10(Number(a)),
    sign: 1,
  })),
}

export const content = (cells: Cell[]): DocumentContent => ({
  cells,
  order: 1500,
  language: { ours: true, name: "q-series" },
})

export function ramanujan(): DocumentContent {
  return content([
    cell(
      "text",
      "# The generating function\n\nEuler’s product gives the partition numbers. We expand it and look at the coefficients in the progression $5n+4$.",
    ),
    cell("code", "P := series(1/aqprod(q, q, infinity), q, 1500)", [seriesOutput], 1),
    cell(
      "code",
      "residues(P, 5, columns = 20);  growth(P)",
      [
        picture(residuePicture(5, 20), "p(n) mod 5, n = 0 … 299. Blue marks residue 0."),
        picture(growthPicture, "log₁₀ p(n), solid; Hardy–Ramanujan, dashed."),
      ],
      2,
    ),
    cell("code", "D := sift(P, 5, 4, 1500);  etamake(D, q, 300)", [], 3),
    cell(
      "code",
      "jacprod(1, q, 5)",
      [
        {
          kind: "error",
          failure: {
            code: "argument",
            message: "jacprod needs integers 0 ≤ a < b, then the variable.",
            given: "Argument 2 is the variable q.",
            range: { from: 11, to: 12 },
            fix: "5, q",
            help: "jacprod",
          },
        },
      ],
      4,
    ),
    cell(
      "text",
      "## Residues modulo 5\n\n$$\\sum_{n\\ge0} p(5n+4)q^n = 5\\prod_{n\\ge1}\\frac{(1-q^{5n})^5}{(1-q^n)^6}$$\n\n| n | p(n) |\n|--:|--:|\n| 4 | 5 |\n| 9 | 30 |\n\nSee *Andrews*, **Theory of partitions**, `aqprod`, and [a link](https://example.org).",
    ),
    cell(
      "code",
      'prodmake(D, q, 100); L := [seq(numbpart(n), n=0..30)]; print("done");',
      [
        {
          kind: "formula",
          name: "E",
          text: "5*E5^5/E1^6",
          handle: "h2",
          valueKind: "expression",
          latex: ["5\\,\\frac{(q^{5};q^{5})_\\infty^{5}}{(q;q)_\\infty^{6}}"],
          certainty: "checked",
          evidence: {
            certainty: "checked",
            sentence: "The product agrees with all 300 coefficients.",
            used: 40,
            beyond: 260,
          },
        },
        {
          kind: "list",
          name: "L",
          text: "[1, 1, 2]",
          handle: "h3",
          valueKind: "list",
          items: P.slice(0, 20).map((a) => ({
            text: String(a),
            latex: String(a),
          })),
          count: 31,
        },
        { kind: "text", text: "done\n" },
        { kind: "warning", text: "Precision fell from O(q^500) to O(q^120)." },
      ],
      5,
    ),
    cell(
      "code",
      "ferrers([5,4,4,1]); product(P); signs(P)",
      [
        picture(
          {
            type: "ferrers",
            parts: [5, 4, 4, 1],
            durfee: 3,
            rank: 1,
            crank: 2,
            conjugate: [4, 3, 3, 3, 1],
          },
          "5+4+4+1",
        ),
        picture(
          {
            type: "product",
            exponents: Array.from({ length: 25 }, (_, i) => ((i + 1) % 5 === 0 ? "-1" : "6")),
            period: 5,
          },
          "Exponents of the product",
        ),
        picture(
          {
            type: "signs",
            columns: 20,
            signs: Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? 1 : i % 3 === 1 ? -1 : 0)),
            period: 3,
          },
          "Signs, period 3",
        ),
        picture(
          {
            type: "zeros",
            length: 200,
            nonzero: [0, 1, 4, 9, 16, 25, 36, 49, 64, 81, 100, 121, 144, 169, 196],
            overlay: "squares",
          },
          "Zeros of θ₃",
        ),
        picture(
          {
            type: "phase",
            radius: 0.95,
            coefficients: P.slice(0, 60).map(Number),
            valuation: 0,
          },
          "Phase of 1/(q;q)∞ on the disk",
        ),
        ...morePictures(),
      ],
      6,
    ),
  ])
}

/** One of each type that the cells before have not. */
function morePictures(): Output[] {
  const strip = Array.from({ length: 30 }, (_, i) => i % 5)
  return [
    picture(stemsPicture, "Coefficients a(n)"),
    picture(
      {
        type: "congruences",
        maxModulus: 10,
        cells: [
          { modulus: 5, residue: 4, prime: 5, tested: 100 },
          { modulus: 10, residue: 4, prime: 5, tested: 50, follows: true },
        ],
      },
      "Congruences of p(n)",
    ),
    picture(
      {
        type: "heat",
        rowTitle: "n",
        columnTitle: "m",
        rows: [0, 1, 2],
        columns: [-1, 0, 1],
        values: [
          ["0", "1", "0"],
          ["0", "1", "0"],
          ["1", "0", "1"],
        ],
      },
      "N(m,n)",
    ),
    picture(
      {
        type: "roots",
        roots: [1, 2, 3, 4, 5].map((k) => ({
          re: Math.cos(k),
          im: Math.sin(k),
          radius: 1,
          order: k < 3 ? 20 : 40,
          error: 1e-15,
        })),
      },
      "Zeros of the terms below q^20, q^40",
    ),
    picture(
      {
        type: "dissection",
        step: 2,
        modulus: 5,
        rows: [
          { residue: 0, text: "1 + 2*q", latex: "1 + 2q", product: "(q;q)_\\infty", residues: strip },
          { residue: 1, text: "1 + 3*q", latex: "1 + 3q", product: null, residues: strip },
        ],
      },
      "The 2-dissection",
    ),
    picture(
      {
        type: "circle",
        radius: 0.75,
        log10: Array.from({ length: 360 }, (_, i) => 1 / (1.1 - Math.cos((2 * Math.PI * i) / 360))),
        fractions: [
          { h: 0, k: 1, log10: 10 },
          { h: 1, k: 2, log10: 0.48 },
        ],
      },
      "Size on the circle |q| = 0.750",
    ),
    picture({ type: "halfplane", form: { eta: [[1, 24]] } }, "Phase on the upper half plane: eta(tau)^24"),
    picture(
      {
        type: "domain",
        level: 2,
        index: 3,
        tiles: [
          [1, 0, 0, 1],
          [0, -1, 1, 0],
          [0, -1, 1, 1],
        ],
        cusps: [
          { cusp: "oo", width: 1, places: [], order: "1" },
          { cusp: "0", width: 2, places: ["0"], order: "1" },
        ],
        valence: { quotient: "eta(tau)^8*eta(2*tau)^8", weight: "8", sum: "2", expected: "2" },
      },
      "Fundamental domain of Gamma_0(2)",
    ),
    picture(
      {
        type: "hecke",
        weight: 12,
        tested: 100,
        failure: null,
        rows: [
          { p: 2, a: "-24", x: -0.265 },
          { p: 3, a: "252", x: 0.299 },
          { p: 5, a: "4830", x: 0.345 },
        ],
      },
      "a(p)/(2p^(11/2)), weight 12",
    ),
  ]
}

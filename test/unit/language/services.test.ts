import { describe, expect, it } from "vitest"
import type { FunctionData } from "../../../app/contract"
import {
  cellNames,
  completion,
  diagnostics,
  foldingRanges,
  hover,
  renameLocal,
  signatureHelp,
} from "../../../app/language"

function entry(
  name: string,
  parameters: readonly string[],
  optional: readonly string[] = [],
  aliases: readonly string[] = [],
): FunctionData {
  const parameter = (each: string) => ({ name: each, domain: "a value", meaning: `the ${each}` })
  return {
    name,
    aliases: [...aliases],
    family: "test",
    signatures: [
      {
        returns: "a value",
        parameters: [...parameters.map(parameter), ...optional.map((each) => ({ ...parameter(each), default: "0" }))],
      },
    ],
    summary: `What ${name} does.`,
    definition: name,
    source: "here",
    precision: "exact",
    examples: [],
    seeAlso: [],
    errors: [],
  }
}

const functions = [
  entry("etaq", ["q", "k", "T"]),
  entry("etamake", ["f", "q", "T"]),
  entry("aqprod", ["a", "q", "n"], ["T"]),
  entry("legendre", ["a", "p"], [], ["L"]),
]

/** The text with the caret at "|". */
function at(text: string): [string, number] {
  const place = text.indexOf("|")
  return [text.slice(0, place) + text.slice(place + 1), place]
}

function labels(text: string, variables = [{ name: "etaSum", text: "1 - q", kind: "series" }]): string[] {
  return completion(...at(text), functions, variables)?.options.map(({ label }) => label) ?? []
}

describe("completion", () => {
  it("offers the session's names, functions, words of the language and of the cell", () => {
    expect(labels("eta|")).toEqual(["etaq", "etaSum", "etamake"])
    expect(labels("total := 1; tot|")).toEqual(["total"])
    expect(labels("els|")).toEqual(["else"])
    expect(labels("ETAQ|")).toEqual(["etaq"])
  })
  it("replaces the whole word and finds aliases", () => {
    expect(completion(...at("x := etm|ake + 1"), functions, [])).toMatchObject({ from: 5, to: 11 })
    expect(labels("L|", [])).toContain("L")
  })
  it("keeps quiet in comments, strings, numbers and when nothing is typed", () => {
    expect(labels("# eta|")).toEqual([])
    expect(labels('"eta|"')).toEqual([])
    expect(labels("(* eta| *)")).toEqual([])
    expect(labels("12|")).toEqual([])
    expect(labels("x + |")).toEqual([])
    expect(completion("x + ", 4, functions, [], true)?.options.length).toBeGreaterThan(0)
  })
  it("answers within 10 ms on a cell of 1000 lines", () => {
    const text =
      Array.from(
        { length: 1000 },
        (_, i) => `x${i} := series(etaq(q, ${i + 1}, 50)^2*f(y${i}), q, 50); # line ${i}`,
      ).join("\n") + "\neta"
    const many = Array.from({ length: 400 }, (_, i) => entry(`function${i}`, ["a"]))
    completion(text, text.length, [...functions, ...many], [])
    const times = Array.from({ length: 15 }, () => {
      const start = performance.now()
      completion(text, text.length, [...functions, ...many], [])
      return performance.now() - start
    })
    expect(Math.min(...times)).toBeLessThan(10)
  })
})

describe("signature help", () => {
  it("knows the call and the argument at the caret", () => {
    expect(signatureHelp(...at("series(etaq(q, |), q, 10)"), functions)).toMatchObject({
      signatures: ["etaq(q, k, T)"],
      argument: 1,
      parameter: { name: "k" },
      range: { from: 7, to: 11 },
    })
    expect(signatureHelp(...at("aqprod(a, [q, q^2], |"), functions)).toMatchObject({
      argument: 2,
      signatures: ["aqprod(a, q, n[, T])"],
    })
    expect(signatureHelp(...at("f := etaq(q, 1, 10); |"), functions)).toBeNull()
    expect(signatureHelp(...at("unknown(|)"), functions)).toBeNull()
    expect(signatureHelp(...at("# etaq(|"), functions)).toBeNull()
  })
})

describe("hover", () => {
  it("tells functions, names and words of the language", () => {
    expect(hover("etaq(q,1,5)", 2, functions, [])).toMatchObject({
      kind: "function",
      signatures: ["etaq(q, k, T)"],
      range: { from: 0, to: 4 },
    })
    expect(hover("f + 1", 0, functions, [{ name: "f", text: "1 - q", kind: "series" }])).toMatchObject({
      kind: "variable",
    })
    expect(hover("while true do od", 1, functions, [])).toMatchObject({ kind: "keyword" })
    expect(hover('"etaq"', 2, functions, [])).toBeNull()
  })
})

describe("marks while typing", () => {
  it("shows what is no program, and impossible numbers of arguments", () => {
    expect(diagnostics("2q", functions, new Set())).toMatchObject([
      { severity: "error", failure: { code: "syntax", fix: "2*q" } },
    ])
    expect(diagnostics("etaq(q, 1)", functions, new Set())).toMatchObject([
      {
        severity: "warning",
        failure: { message: "etaq is called as etaq(q, k, T)", given: "2 arguments", range: { from: 0, to: 10 } },
      },
    ])
  })
  it("does not judge what may be right", () => {
    for (const text of [
      "etaq(q, 1, 5)",
      "etaq(op(L))",
      "etaq(args)",
      "etaq := x -> x: etaq(1)",
      "aqprod(q,q,3); aqprod(q,q,infinity,20)",
    ]) {
      expect(diagnostics(text, functions, new Set()), text).toEqual([])
    }
    expect(diagnostics("etaq(1)", functions, new Set(["etaq"]))).toEqual([])
  })
})

describe("folding", () => {
  it("folds what takes several lines", () => {
    const text = "f := proc(x)\n  if x then\n    1\n  fi\nend:\n[1, 2];\n"
    expect(foldingRanges(text).map(({ from, to }) => text.slice(from, to))).toEqual([
      "\n  if x then\n    1\n  fi\nend",
      "\n    1\n  fi",
    ])
  })
})

describe("names of a cell", () => {
  it("tells what it defines and uses", () => {
    expect(cellNames("a := b + 1: c := a: f(0) := d; L[i] := 3")).toEqual({
      defines: ["a", "c", "f", "L"],
      uses: ["b", "d", "i"],
    })
    expect(cellNames("f := proc(x) local y; global g; y := x + z; g := y end")).toEqual({
      defines: ["g", "f"],
      uses: ["z"],
    })
    expect(cellNames("add(i*k, i = 1..n); seq(x, x in S); e $ j = 1..3")).toEqual({
      defines: [],
      uses: ["add", "n", "k", "seq", "S", "e"],
    })
    expect(cellNames("for n to 3 do s := s + n od: x := 'x'")).toEqual({ defines: ["n", "s", "x"], uses: ["s"] })
    expect(cellNames("2q")).toEqual({ defines: [], uses: [] })
  })
})

describe("renaming a local", () => {
  function renamed(text: string, name: string): string {
    const result = renameLocal(...at(text), name)
    if ("failure" in result) return result.failure.message
    return [...result.edits]
      .reverse()
      .reduce(
        (current, { range, text: put }) => current.slice(0, range.from) + put + current.slice(range.to),
        at(text)[0],
      )
  }
  it("changes every use in the scope and nothing else", () => {
    expect(renamed("x := 1: f := proc(|x) local y; y := x^2; (x -> x)(y) + x end", "t")).toBe(
      "x := 1: f := proc(t) local y; y := t^2; (x -> x)(y) + t end",
    )
    expect(renamed("i := 5: add(|i^2, i = 1..i)", "k")).toBe("i := 5: add(k^2, k = 1..i)")
    expect(renamed("(x, |y) -> x + y", "end")).toBe("(x, `end`) -> x + `end`")
    expect(renamed("proc(n) for |i to n do i^2 od end", "j")).toBe("proc(n) for j to n do j^2 od end")
  })
  it("refuses what would change the meaning", () => {
    expect(renamed("|a := 1", "b")).toBe("a is a name of the session, not a local")
    expect(renamed("proc(|x) x + y end", "y")).toBe("y is used in the same procedure already")
    expect(renamed("proc(|x) x + end", "y")).toBe("A name can be changed only in a text without errors")
  })
})

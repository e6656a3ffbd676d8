import { describe, expect, it } from "vitest"
import { parse, print, type Expression } from "../../../app/language"

/** The program's canonical text; its operators' grouping shows as parentheses. */
function printed(text: string): string {
  const { program, failures } = parse(text)
  expect(failures, text).toEqual([])
  return program === null ? "" : print(program)
}

function expression(text: string): Expression {
  const { program } = parse(text)
  const action = program?.statements[0]?.action
  if (action === undefined) throw new Error(`${text} is no expression`)
  return action as Expression
}

/** Whether two ways of writing mean the same tree. */
function same(text: string, explicit: string): void {
  expect(printed(text), text).toBe(printed(explicit))
}

describe("precedence", () => {
  it.each([
    ["-q^2", "-(q^2)"],
    ["a*-b", "a*(-b)"],
    ["q^-1", "q^(-1)"],
    ["a+b mod c+d", "((a+b) mod c)+d"],
    ["-1^k", "-(1^k)"],
    ["0..n-1", "0..(n-1)"],
    ["i=1..5", "i=(1..5)"],
    ["e $ i=a..b", "e $ (i=(a..b))"],
    ["not a = b", "not (a = b)"],
    ["not a and b", "(not a) and b"],
    ["a or b and c", "a or (b and c)"],
    ["a xor b or c", "a xor (b or c)"],
    ["a implies b xor c", "a implies (b xor c)"],
    ["F := q -> a/b", "F := q -> (a/b)"],
    ["x -> y -> x+y", "x -> (y -> (x+y))"],
    ["a||1^2", "(a||1)^2"],
    ["n!^2", "(n!)^2"],
    ["-n!", "-(n!)"],
    ["A union B minus C", "(A union B) minus C"],
    ["A union B intersect C", "A union (B intersect C)"],
    ["x in A union B", "x in (A union B)"],
    ["A subset B union C", "A subset (B union C)"],
    ["f[1](x)", "(f[1])(x)"],
    ["f(x)[2]", "(f(x))[2]"],
    ["a**2", "a^2"],
    ["f@@2", "f@@(2)"],
    ["f@g@h", "(f@g)@h"],
    ["a - b - c", "a - b - c"],
    ["2*-3^2", "2*(-(3^2))"],
  ])("%s is %s", same)

  it("takes factors from left to right", () => {
    const operators = (text: string): string => {
      const tree = expression(text)
      return tree.kind === "product" ? tree.factors.map(({ operator }) => operator).join("") : tree.kind
    }
    expect(["a/b*c", "1/2*q", "a/-b*c", "q^n*(3*n-1)/2"].map(operators)).toEqual(["*/*", "*/*", "*/*", "**/"])
  })

  it("keeps long sums and products flat", () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `x${i}*y`).join(" + ")
    const tree = expression(text)
    expect(tree.kind === "sum" && tree.terms.length).toBe(20_000)
  })
})

describe("statements", () => {
  it.each([
    ["for n from 1 to 5 do n od", "for n from 1 to 5 do n; od;"],
    ["for n to 5 by 2 from 1 while n < 4 do n end do;", "for n from 1 by 2 to 5 while n < 4 do n; od;"],
    ["for x in L while x <> 0 do print(x) end", "for x in L while x <> 0 do print(x); od;"],
    ["while true do break end do:", "while true do break; od:"],
    ["to 3 do next od", "to 3 do next; od;"],
    ["if a then b: fi", "if a then b: fi;"],
    ["if a then b elif c then d else e end if", "if a then b; elif c then d; else e; fi;"],
    ["x := if a then 1 else 2 fi", "x := if a then 1; else 2; fi;"],
    ["a := b := 2", "a := b := 2;"],
    ["(a, b) := (1, 2);", "(a, b) := 1, 2;"],
    ["a, b := 1, 2;", "(a, b) := 1, 2;"],
    ["f(0) := 1; X[1] := 2; a||1 := 3", "f(0) := 1;\nX[1] := 2;\na||1 := 3;"],
    [";;", ""],
    ['try f() catch "no": 1 catch: 2 finally 3 end try', 'try f(); catch "no": 1; catch : 2; finally 3; end try;'],
    ['read "a.txt"', 'read "a.txt";'],
    ["use combinat in numbpart(5) end use", "use combinat in numbpart(5); end use;"],
    ['error "bad %1", x', 'error "bad %1", x;'],
    [
      'proc(x::posint, y := 3) local a, b::list; global g; option remember; description "d"; return x end proc',
      'proc(x::posint, y := 3) local a, b::list; global g; option remember; description "d"; return x; end;',
    ],
    ["proc() end", "proc() end;"],
    ["proc(n)::integer; n end", "proc(n)::integer; n; end;"],
    ["() -> 5", "() -> 5;"],
    ["(x, y::list) -> x", "(x, y::list) -> x;"],
    ["restart: with(qseries):", "restart:\nwith(qseries):"],
  ])("%s", (text, canonical) => {
    expect(printed(text)).toBe(canonical)
  })
})

describe("words and numbers", () => {
  it.each([
    ["1..5", "1..5;"],
    ["1.5..2", "1.5..2;"],
    [".5 + 2. + 1e3", "0.5 + 2.0 + 1e3;"],
    ["L[2..], L[..3]", "L[2..], L[..3];"],
    ["12\\\n34", "1234;"],
    ["`a b` + `if` + _G + _ETA1", "`a b` + `if` + _G + _ETA1;"],
    ["% + %% + %%%", "% + %% + %%%;"],
    ['"a \\"b\\" \\n"', '"a \\"b\\" \\n";'],
    ['s := " MULTIPLICATIVE"', 's := " MULTIPLICATIVE";'],
    ['" + 1', "% + 1;"],
    ["x := 'x'", "x := 'x';"],
    ["''x''", "''x'';"],
    ["# words\n(* more (words) *) 5 # end", "5;"],
    ["> a := 1;\n> a > 0;\n", "a := 1;\na > 0;"],
    ["q> 5;\nq> q;", "5;\nq;"],
    ["a\n> b", "a > b;"],
    ["q>5", "q > 5;"],
    ["x²−3×y⁻¹", "x^2 - 3*y^(-1);"],
    ["a ≤ b, c ≠ π, d ≥ ∞", "a <= b, c <> Pi, d >= infinity;"],
    ["“text” , ‘x’", "\"text\", 'x';"],
    ["a\u00a0+\u00a0b", "a + b;"],
    ["x∈A∪B∩C", "x in A union B intersect C;"],
    ["combinat:-numbpart(5)", "combinat:-numbpart(5);"],
    ["(a, b, q)_inf/(q, q)_5", "(aqprod(a, q, infinity)*aqprod(b, q, infinity))/aqprod(q, q, 5);"],
    ["[]; {}; {{}}; ()", "[];\n{};\n{{}};\n();"],
  ])("%s", (text, canonical) => {
    expect(printed(text)).toBe(canonical)
  })
})

describe("ranges", () => {
  it("lie in the text that was parsed", () => {
    const text = "a := 1;\n  etaq(q, 1, 10) + b"
    const { program } = parse(text)
    const second = program?.statements[1]
    expect(second && text.slice(second.range.from, second.range.to)).toBe("etaq(q, 1, 10) + b")
    const action = second?.action
    const first = action?.kind === "sum" ? action.terms[0]?.term : undefined
    expect(first && text.slice(first.range.from, first.range.to)).toBe("etaq(q, 1, 10)")
  })
})

describe("limits", () => {
  it("refuses nesting, not length", () => {
    expect(parse(`${"(".repeat(100_000)}x${")".repeat(100_000)}`).failures[0]?.code).toBe("tooLarge")
    expect(parse("[".repeat(150) + "]".repeat(150)).failures).toEqual([])
    expect(parse("[".repeat(100_000)).program).toBeNull()
    expect(parse(`${"f(".repeat(5_000)}1`).program).toBeNull()
    expect(parse("-".repeat(100_000) + "x").failures[0]?.code).toBe("tooLarge")
    expect(parse("x->".repeat(50_000) + "x").failures[0]?.code).toBe("tooLarge")
    expect(parse(Array.from({ length: 5000 }, () => "a").join(" and ")).failures[0]?.code).toBe("tooLarge")
  })

  it("refuses numbers beyond a million digits", () => {
    expect(parse("9".repeat(1_000_000)).failures).toEqual([])
    expect(parse("9".repeat(1_000_001)).failures[0]?.message).toBe("A number may have 1000000 digits at most.")
    expect(parse("1e2000000").failures[0]?.message).toContain("exponent")
  })

  it("takes time in proportion to the text", () => {
    const line = "for n from 1 to 5 do s := s + (-1)^n*q^(n*(3*n-1)/2): od: series(s, q, 20);\n"
    const time = (count: number): number => {
      const start = performance.now()
      parse(line.repeat(count))
      return performance.now() - start
    }
    time(200)
    expect(time(2000)).toBeLessThan(40 * Math.max(time(200), 1))
  })
})

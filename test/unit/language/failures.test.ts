import { describe, expect, it } from "vitest"
import { parse } from "../../../app/language"

/** The first failure, with the text it marks. */
function fail(text: string) {
  const { program, failures } = parse(text)
  expect(program).toBeNull()
  const [first] = failures
  if (first === undefined) throw new Error(`${text} is a program`)
  return { ...first, marked: first.range === undefined ? "" : text.slice(first.range.from, first.range.to) }
}

describe("errors that say what to write", () => {
  it.each([
    ["a^b^c", "A power of a power is ambiguous without parentheses", "a^b^c", "a^(b^c)"],
    ["2q", "A product is never implied: an operator is missing", "2q", "2*q"],
    ["x := 3q^2;", "A product is never implied: an operator is missing", "3q", "3*q"],
    ["2(x+1)", "A number cannot be called, and a product is never implied", "2(x+1)", "2*(x+1)"],
    ["(1-q)(1-q^2)", "A product is never implied", "(1-q)(1-q^2)", "(1-q)*(1-q^2)"],
    ["a<b<c", "Comparisons cannot be chained", "a<b<c", "a < b and b < c"],
    ["a == b", "Equality is written with one =", "==", "="],
    ["a != b", "!= is no operator: unequal is written <>", "a != b", "a <> b"],
    ["a : = b", "Assignment is written := without a blank", ": =", ":="],
    ["a => b", "Greater or equal is written >=", "=>", ">="],
    ["x := 2\ny := 3", "Statements are separated by ; or :", "2\ny", "2;\ny"],
    ["f(x := 3)", "An assignment stands only as a statement of its own", ":=", "="],
    ["f(a, b", "The bracket ( of line 1 is not closed", "b", "b)"],
    ["\n[1, 2", "The bracket [ of line 2 is not closed", "2", "2]"],
    ["[1, 2;", "The bracket [ of line 1 is not closed", "2", "2]"],
    ["f(a, [1, {2:\nb;", "The bracket { of line 1 is not closed", "2", "2}])"],
    ["x := 'a;", "The quote ' of line 1 is not closed", "a", "a'"],
    ['print("abc);', "A string ends with a double quote on the line it begins", '"abc', '"abc"'],
    ["if a then b", "The if of line 1 has no fi", "b", "b fi"],
    ["for i to 3 do i", "The for of line 1 has no od", "i", "i od"],
    ["proc(x, {y := 3}) x+y end", "A parameter of a procedure is a name", "{y := 3}", "y := 3"],
    ["x := a + from;", "from is a word of the language, where an expression is expected", "from", "`from`"],
  ])("%s", (text, message, marked, fix) => {
    expect(fail(text)).toMatchObject({ code: "syntax", message: `${message}.`, marked, fix })
  })

  it.each(["toString", "constructor", "valueOf", "hasOwnProperty", "__proto__"])(
    "no word of JavaScript: %s",
    (name) => {
      expect(parse(`${name} := 1; f(${name}, ${name}[2]);`).failures).toEqual([])
      expect(fail(`${name} ${name}`)).toMatchObject({ marked: `${name} ${name}`, fix: `${name}*${name}` })
      expect(fail(`${name}\u0000`).message).toBe("The character \u0000 has no meaning here.")
    },
  )

  it.each([
    ["a + * b", "An expression is missing between + and *", "+ *"],
    ["f(a, )", "An expression is missing between , and )", ", )"],
    ["a := (1 +", "An expression is missing after +", "+"],
    ["a & b", "The character & has no meaning here", "&"],
    ["(* never closed", "A comment that opens with (* ends with *)", "(*"],
    ["od", "Nothing is open that od could close", "od"],
    ["(a]", "] cannot stand here, for ( of line 1 is still open", "]"],
    ["if a b fi", "The if of line 1 has no then", "a b"],
    ["while x > 0 x := x-1 od", "The while of line 1 has no do", "0 x"],
    ["save a, b", "save is no statement: the notebook keeps itself; use Save", "save a"],
    ["3 := x", "Only a name can be assigned a value", "3"],
    ["x+1 := 2", "Only a name can be assigned a value", "x+1"],
    ["for 3 to 4 do od", "The variable of a loop is a name", "3"],
    ["x := 1.2.3", "A number has one decimal point", "1.2.3"],
    ["1...2", "A range is written with two dots", "1...2"],
    ["break", "break stands only inside a loop", "break"],
    ["return 5", "return stands only inside a procedure", "return 5"],
    ["local a;", "Declarations stand at the beginning of a procedure's body", "local a"],
    ["proc(x, x) x end", "The name x is declared twice", "x"],
    ["proc({y := 3}) y end", "A parameter of a procedure is a name", "{y := 3}"],
    ["proc(x, 2) x end", "A parameter of a procedure is a name", "2"],
    ["x+1 -> x", "The parameters before -> are names", "x+1"],
    ["x::integer", "A type after :: stands only beside a parameter or a local name", "x::integer"],
    ["for i from 1 from 2 do od", "A loop has one from", "from 2"],
    ["1..2..3", "A range has two ends", "1..2..3"],
    ["5[1]", "A number has no parts to take by index", "5[1]"],
  ])("%s", (text, message, marked) => {
    expect(fail(text)).toMatchObject({ message: `${message}.`, marked })
  })

  it("offers a fix only when the text then parses further", () => {
    const { fix, range } = fail("for i to 3 do i")
    expect(parse(`for i to 3 do ${fix ?? ""}`).failures).toEqual([])
    expect(range).toEqual({ from: 14, to: 15 })
    expect(fail('5 "x"').fix).toBe('5*"x"')
  })

  it("tells every broken rule of a text that is otherwise a program", () => {
    expect(parse("a^b^c; 2(x); break").failures.map(({ message }) => message)).toEqual([
      "A power of a power is ambiguous without parentheses.",
      "A number cannot be called, and a product is never implied.",
      "break stands only inside a loop.",
    ])
  })

  it("ends the rule with a full stop, and the advice unless it ends with a piece of a program", () => {
    expect(fail("a & b")).toMatchObject({ hint: "Write and for the logical operation." })
    expect(fail("f(a, b")).toMatchObject({ hint: "Add )" })
  })

  it("reads a question alone on its line, and no other question mark", () => {
    expect(parse("?sift").failures).toEqual([])
    expect(parse("x := 1;\n  ? sift;\ny := 2").program?.statements.map(({ range }) => range)).toEqual([
      { from: 0, to: 7 },
      { from: 10, to: 17 },
      { from: 18, to: 24 },
    ])
    expect(parse("(* what?\n?sift\n*) x").program?.statements).toHaveLength(1)
    expect(fail("?").message).toBe("The character ? has no meaning here.")
    expect(fail("for i to 2 do\n?sift\nod").marked).toBe("?")
    expect(fail("?sift\n1+").range).toEqual({ from: 7, to: 8 })
  })

  it("does not read inside strings and comments", () => {
    expect(parse('"a^b^c 2q (" # if for (').failures).toEqual([])
  })
})

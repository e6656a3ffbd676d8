import { describe, expect, it } from "vitest"
import { failure, Session, value } from "../../support/evaluation"

describe("numbers and expressions", () => {
  it("are exact", () => {
    expect(value("0.5 + 1.25e1, 1/3 + 1/6, 2^100, .1*10;")).toBe("13, 1/2, 1267650600228229401496703205376, 1")
    expect(value("q^(1/4)*q^(3/4), 2*q - q - q, (-1)^7, -1^2;")).toBe("q, 0, -1, -1")
    expect(value("7 mod 4, -7 mod 4, 1/3 mod 7, 2^1000000 mod 7, (q^2 + 8*q) mod 7;")).toBe("3, 1, 5, 2, q+q^2")
    expect(value("5!, 0!, n!;")).toBe("120, 1, factorial(n)")
  })
  it("may have any name, those of JavaScript's own objects too", () => {
    expect(value("constructor := 2: constructor + toString, __proto__ - __proto__;")).toBe("2+toString, 0")
    expect(value("T := table(): T[valueOf] := 3: T[valueOf], assigned(T[toString]);")).toBe("3, false")
    expect(failure("toString([3, 1])").message).not.toContain("native code")
    expect(value("sort([3, 1, 2], (x, y) -> evalb(x > y));")).toBe("[3, 2, 1]")
  })
  it("refuse what has no value or no end", () => {
    expect(failure("1/0")).toMatchObject({ code: "domain", marked: "1/0" })
    expect(failure("2^(2^38)")).toMatchObject({ code: "tooLarge" })
    expect(failure("x := [1] + 2").message).toBe("+ combines numbers, expressions and series.")
    expect(failure('"a" + 1').hint).toBe("A string is words; write the name without quotes.")
  })
})

describe("sequences, lists, sets, tables", () => {
  it("flatten, select and slice", () => {
    expect(value("s := 1, (2, (3)), NULL, 4: [s], nops([s]), s[2];")).toBe("[1, 2, 3, 4], 4, 2")
    expect(value("L := [a, b, c, d]: L[-1], L[2..3], L[2..], L[..2], op(2..3, L);")).toBe(
      "d, [b, c], [b, c, d], [a, b], b, c",
    )
    expect(value("{3, 1, 2, 1}, {1, 2} union {3}, {1, 2} intersect {2}, {1, 2} minus {2}, {1} subset {1, 2};")).toBe(
      "{1, 2, 3}, {1, 2, 3}, {2}, {1}, true",
    )
    expect(value("[1, 2] + [3, 4], 2*[1, q], -[1, 2], [2, 4]/2;")).toBe("[4, 6], [2, 2*q], [-1, -2], [1, 2]")
    expect(value("3 in {1, 3}, member(b, [a, b], 'p'), p;")).toBe("true, true, 2")
    expect(value("T := table([a = 1]): T[b] := 2: T[a] + T[b], nops(T), map(x -> x^2, T);")).toBe(
      "3, 2, table([a = 1, b = 4])",
    )
    expect(failure("L := [1, 2]: L[5]").message).toContain("from 1 to 2")
  })
})

describe("equations and truth", () => {
  it("stay equations until they are decided", () => {
    expect(value("1 = 2, not (1 = 2), evalb(1 = 1);")).toBe("1 = 2, true, true")
    expect(value("e := x = y: lhs := op(1, e): lhs, 2*e, e + (a = b);")).toBe("x, 2*x = 2*y, a+x = b+y")
    expect(value("`if`(x = x, 1, 2), `if`(x = y, 1, 2);")).toBe("1, 2")
  })
  it("are decided by mathematics where that is possible", () => {
    expect(value("evalb((x + 1)^2 = x^2 + 2*x + 1), evalb(x < 1), evalb(2 < infinity), evalb(x <> y);")).toBe(
      "true, FAIL, true, true",
    )
    expect(failure("if x < 1 then 2 fi")).toMatchObject({ code: "unable", marked: "x < 1" })
    expect(failure("if x then 2 fi").hint).toBe("The name x has no value.")
  })
  it("combine without looking further than needed", () => {
    expect(value("false and (1/0 = 1), true or (1/0 = 1), false implies (1/0 = 1), true xor true;")).toBe(
      "false, true, true, false",
    )
  })
  it("of series tell how far they were seen", () => {
    expect(value("evalb(series(1/(1-q), q, 10) = series(1/(1-q), q, 20));")).toBe("true to O(q^10)")
    expect(value("evalb(etaq(q, 1, 10) = etaq(q, 2, 10));")).toBe("false")
    expect(value("if etaq(q, 1, 10) = etaq(q, 1, 30) then yes else no fi;")).toBe("yes")
  })
})

describe("series among expressions", () => {
  it("keep the order that both allow", () => {
    expect(value("etaq(q, 1, 6) + q^2;")).toBe("1 - q + q^5 + O(q^6)")
    expect(value("q^2*etaq(q, 1, 6);")).toBe("q^2 - q^3 - q^4 + q^7 + O(q^8)")
    expect(value("etaq(q, 1, 6)/q;")).toBe("q^(-1) - 1 - q + q^4 + O(q^5)")
    expect(value("etaq(q, 1, 6)/(1 - q);")).toBe("1 - q^2 - q^3 - q^4 + O(q^6)")
    expect(value("1/(1 - q)*etaq(q, 1, 6);")).toBe("1 - q^2 - q^3 - q^4 + O(q^6)")
    expect(value("(1 - q)/etaq(q, 1, 4);")).toBe("1 + q^2 + q^3 + O(q^4)")
    expect(value("q^100 + etaq(q, 1, 4);")).toBe("1 - q - q^2 + O(q^4)")
    expect(value("aqprod(q, q, infinity)*series(1/(1 - q), q, 5);")).toBe("1 - q^2 - q^3 - q^4 + O(q^5)")
    expect(value("q^(1/24)*etaq(q, 1, 3);")).toBe("q^(1/24) - q^(25/24) - q^(49/24) + O(q^(73/24))")
  })
  it("agree with the same computation done at once", () => {
    expect(
      value("evalb(etaq(q, 1, 30)*(1 + q)/(1 - q^3) = series(aqprod(q, q, infinity)*(1 + q)/(1 - q^3), q, 30));"),
    ).toBe("true to O(q^30)")
  })
})

describe("types", () => {
  it.each([
    ["type(5, posint)", "true"],
    ["type(5, {string, even})", "false"],
    ["type([1, x], [integer, symbol])", "true"],
    ["type({1, 2}, set(integer))", "true"],
    ["type(x = 1, symbol = integer)", "true"],
    ["type(1..3, range)", "true"],
    ["type(X[1], name)", "true"],
    ["type(x^2 + 1, polynom), type(1/x, polynom), type(1/x, ratpoly)", "true, false, true"],
    ["type(etaq(q, 1, 5), series)", "true"],
    ["type(x -> x, procedure)", "true"],
    ["type(97, prime), type(2^61 - 1, prime), type(561, prime)", "true, true, false"],
    [
      "whattype(x + y), whattype(x*y), whattype(x^2), whattype(f(x)), whattype(1/2), whattype([]), whattype(1, 2)",
      "+, *, ^, function, fraction, list, exprseq",
    ],
  ])("%s", (text, expected) => {
    expect(value(`${text};`).replaceAll("`", "")).toBe(expected)
  })
  it("refuses names of no type", () => {
    expect(failure("type(5, nonsense)")).toMatchObject({
      code: "name",
      message: "This is the name of no type.",
      given: "nonsense",
    })
  })
})

describe("printing", () => {
  it("writes lines, and formats", () => {
    const session = new Session()
    session.shown(
      'print("p(5) =", numbpart(5)): lprint("a", q^2): printf("%d-%5.2f|%-4s|%a\\n", 3, 2/3, "ab", q^2): for i to 3 do printf("%d ", i) od:',
    )
    expect(session.printed).toEqual(["p(5) =, 7", '"a", q^2', "3- 0.67|ab  |q^2", "1 2 3 "])
    expect(session.failure('printf("%d", x)').message).toBe("%d writes an integer.")
    expect(session.failure('printf("%d %d", 1)').message).toBe("The format asks for more values than are given.")
  })
})

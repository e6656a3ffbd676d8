import { describe, expect, it } from "vitest"
import { failure, Session, value } from "../../support/evaluation"

describe("procedures", () => {
  it("see the names around them, not those of the caller", () => {
    expect(value("mk := proc(n) proc(x) x + n end end: h := mk(3): n := 100: h(4);")).toBe("7")
    expect(
      value("counter := proc() local c; c := 0; proc() c := c + 1; c end end: k := counter(): k(): k(): k();"),
    ).toBe("3")
    expect(value("g := 5: f := proc(x) x + g end: g := 6: f(1);")).toBe("7")
  })
  it("set their own names unless these are declared global", () => {
    const session = new Session()
    expect(session.value("f := proc() x := 5 end: f(): x;")).toBe("x")
    expect(session.warnings).toEqual(["x belongs to the procedure, which assigns it. Declare local x; or global x;"])
    expect(value("f := proc() global x; x := 5 end: f(): x;")).toBe("5")
    expect(value("i := 7: f := proc(n) local i; for i to n do od; i end: f(3), i;")).toBe("4, 7")
  })
  it("take further arguments, defaults and types", () => {
    expect(value("f := proc(x) [args], nargs, _npassed, [_rest] end: f(1, 2, 3);")).toBe("[1, 2, 3], 3, 3, [2, 3]")
    expect(value("f := proc(x, y := x^2) x + y end: f(3), f(3, 4);")).toBe("12, 7")
    expect(value("f := proc() if nargs = 2 then args[2] else none fi end: f(1), f(1, 2);")).toBe("none, 2")
    expect(value("f := proc(x::posint) x end: f(3);")).toBe("3")
    expect(failure("f := proc(x::posint) x end: f(-3)")).toMatchObject({
      message: "The parameter x of f is of type posint.",
      given: "-3",
      marked: "f(-3)",
    })
    expect(value("f := proc(x, y) if nargs > 1 then y else x fi end: f(1);")).toBe("1")
    expect(failure("f := proc(x, y) x + y end: f(1)").message).toBe(
      "f uses its parameter y, which the call does not give.",
    )
  })
  it("return early", () => {
    expect(value("f := proc(n) local i; for i to n do if i^2 > n then RETURN(i) fi od; none end: f(10), f(0);")).toBe(
      "4, none",
    )
    expect(value("f := proc(n) if n > 0 then return n, n^2 end if; end proc: [f(3)], [f(0)];")).toBe("[3, 9], []")
    expect(value("f := proc(n) 'procname(args)' end: f(2, x);")).toBe("f(2, x)".replace(" ", ""))
  })
  it("remember", () => {
    const session = new Session()
    session.shown("n := 0: f := proc(x) option remember; global n; n := n + 1; x^2 end: f(3): f(3): f(4):")
    expect(session.value("n;")).toBe("2")
    expect(
      session.value("fib := proc(k) option remember; if k < 2 then k else fib(k-1) + fib(k-2) fi end: fib(80);"),
    ).toBe("23416728348467685")
  })
  it("have several parameters as lambdas, and are applied where they stand", () => {
    expect(value("f := (x, y) -> x^y: f(2, 3), (x -> x + 1)(4), (() -> 7)();")).toBe("8, 5, 7")
    expect(value("F := q -> a/b: F(1);")).toBe("a/b")
    expect(value("f := x -> y -> x + y: f(1)(2);")).toBe("3")
  })
  it("are composed", () => {
    expect(value("(f@g)(x), (f@@3)(x), ((x -> 2*x)@@4)(1);")).toBe("f(g(x)), f(f(f(x))), 16")
  })
  it("show their text", () => {
    expect(value("f := proc(n) local k; add(k, k=1..n) end: eval(f);")).toBe("proc(n) local k; add(k, k = 1..n); end")
  })
})

describe("names", () => {
  it("of indices are local to seq, add and mul", () => {
    expect(value("i := 5: [seq(i^2, i = 1..3)], add(i, i = 1..3), mul(i, i = 1..3), i;")).toBe("[1, 4, 9], 6, 6, 5")
    expect(value("[seq(x + i, i in {a, b})], [i $ i = 1..3], [x $ 3], [$ 2..4];")).toBe(
      "[a+x, b+x], [1, 2, 3], [x, x, x], [2, 3, 4]",
    )
  })
  it("of sum and product must have no value", () => {
    expect(value("sum(k^2, k = 1..4), product(k, k = 1..4);")).toBe("30, 24")
    expect(failure("k := 2: sum(k^2, k = 1..4)").message).toBe("The index of sum is a name without value.")
    expect(value("k := 2: sum('k'^2, 'k' = 1..4);")).toBe("30")
    expect(value("sum(q^n, n = 0..infinity);")).toBe("Sum(q^n,n=0..infinity)")
  })
  it("that mean nothing stay as they are", () => {
    const session = new Session()
    expect(session.value("foo(x, 2) + foo(2, x);")).toBe("foo(2,x)+foo(x,2)")
    expect(session.value("aqprd(q, q, 5);")).toBe("aqprd(q,q,5)")
    expect(session.warnings[0]).toContain("Did you mean aqprod")
    expect(session.failure("foo([1])")).toMatchObject({ code: "name", message: "No function has the name foo." })
  })
  it("of packages choose a function", () => {
    expect(value("combinat[numbpart](10), combinat:-numbpart(10), numtheory[sigma](6), sigma[3](4);")).toBe(
      "42, 42, 12, 73",
    )
    expect(value("{divisors, sigma} subset {op(with(numtheory))}, with(numtheory, tau, nosuch);")).toBe("true, [tau]")
    expect(failure("with(nosuch)").message).toBe("No package has this name.")
  })
  it("with values are no functions", () => {
    expect(failure("x := 5: x(1 - q)")).toMatchObject({
      message: "x is no function: it has a value.",
      hint: "Write x*(…) for a product.",
    })
    expect(failure("A := [1]: A(1)").hint).toBe("Write A[…] for a member.")
  })
})

import { inspect } from "node:util"
import { describe, expect, test } from "vitest"
import { QSession, QError, display, equation, integer, registry, symbols, type QSeries } from "../../../app/engine"

describe("a session", () => {
  test("builds expressions and runs the language", () => {
    using session = new QSession()
    const [q, a] = session.symbols("q a") as [ReturnType<typeof session.symbol>, ReturnType<typeof session.symbol>]
    expect(q.add(a, 1).pow(2).expand().toString()).toBe("1+2*a+2*q+a^2+2*a*q+q^2")
    expect(session.rational(6, 4).toString()).toBe("3/2")
    expect(() => session.rational(1, 0)).toThrow("denominator other than 0")
    expect(session.infinity.toString()).toBe("infinity")
    const { results, printed } = session.run("f := etaq(q,1,10): print(coeff(f,q,5)); f;")
    expect(printed.length + results.length).toBeGreaterThan(1)
    expect(String(session.lookup("f"))).toBe("1 - q - q^2 + q^5 + q^7 + O(q^10)")
  })

  test("every declared function is a method", () => {
    using session = new QSession()
    const q = session.symbol("q")
    const euler = session.etaq(q, 1, 10)
    expect(String(euler)).toBe("1 - q - q^2 + q^5 + q^7 + O(q^10)")
    expect(session.etaq(q, 1, 12).coefficient(7)).toEqual({ numerator: 1n, denominator: 1n })
    expect(String(session.numbpart(100))).toBe("190569292")
    expect(String(session.subs(equation(q, session.integer(2)), q.pow(3).add(1)))).toBe("9")
    for (const name of registry.names()) expect(typeof Reflect.get(session, name)).toBe("function")
  })

  test("series know their precision", () => {
    using session = new QSession()
    const q = session.symbol("q")
    const series: QSeries = q.pow(2).div(session.integer(1).sub(q)).series(q, 6)
    expect(series.toString()).toBe("q^2 + q^3 + q^4 + q^5 + O(q^6)")
    expect(() => series.coefficient(6)).toThrow(QError)
    expect(series.toLatex()).toContain("q^{2} + q^{3} + q^{4} + q^{5} + O")
  })

  test("values have forms for displays", () => {
    using session = new QSession()
    const value = session.symbol("q").pow(2).div(3)
    expect(display(value)).toEqual({ "text/plain": "1/3*q^2", "text/latex": "$\\displaystyle \\frac{1}{3} q^{2}$" })
    expect(Reflect.get(value, Symbol.for("Jupyter.display"))).toBeTypeOf("function")
  })

  test.each([
    ["[1, q, [a]];", "[1, q, [a]]", "\\left[1, q, \\left[a\\right]\\right]"],
    ["{b, a};", "{a, b}", "\\left\\{a, b\\right\\}"],
    ["1, 2;", "1, 2", "1, 2"],
    ["NULL;", "", ""],
    ['"one_two";', '"one_two"', "\\text{one\\_two}"],
    ["true;", "true", "\\mathrm{true}"],
    ["evalb(FAIL);", "FAIL", "\\mathrm{FAIL}"],
    ["x <= y;", "x <= y", "x \\leq  y"],
    ["1..n;", "1..n", "1\\,..\\,n"],
    ["table([x = 2]);", "table([x = 2])", "\\begin{array}{r|l} x & 2 \\end{array}"],
    ["x -> x^2;", "x -> x^2", "\\texttt{x -> x\\textasciicircum 2}"],
    ["ferrers([2, 1]);", '"Ferrers diagram of 2 + 1"', "\\text{Ferrers diagram of 2 + 1}"],
    ["series(1/(1-q), q, 3);", "1 + q + q^2 + O(q^3)", "1 + q + q^{2} + O\\left(q^{3}\\right)"],
    ["series(1/(1-zeta(3)*q),q,2);", "1 + zeta(3)*q + O(q^2)", "1 + \\zeta_{3}\\,q + O\\left(q^{2}\\right)"],
    ["q/3;", "1/3*q", "\\frac{1}{3} q"],
  ])("%s gives its text to String, to the console and to a display", (source, text, latex) => {
    using session = new QSession()
    const value = session.evaluate(source)
    expect(String(value)).toBe(text)
    expect(inspect(value)).toBe(text)
    expect(value.toLatex()).toBe(latex)
    const jupyter = Reflect.get(value, Symbol.for("Jupyter.display")) as () => unknown
    expect(jupyter.call(value)).toEqual(display(value))
    expect(display(value)).toEqual({ "text/plain": text, "text/latex": `$\\displaystyle ${latex}$` })
  })

  test("values of two sessions do not mix", () => {
    using first = new QSession()
    using second = new QSession()
    const [x, y] = [first.symbol("x"), second.symbol("y")]
    expect(() => x.add(y)).toThrow("two sessions")
    expect(() => first.expand(y)).toThrow("two sessions")
    expect(() => first.expand([y])).toThrow("two sessions")
    expect(() => first.assign("y", y)).toThrow("two sessions")
    expect(() => x.equals(y)).toThrow("two sessions")
  })

  test("orders and limits that are none are refused in words", () => {
    using session = new QSession()
    const q = session.symbol("q")
    for (const order of [1.5, NaN, session.rational(1, 2), "x", { numerator: 1, denominator: 0 }]) {
      expect(() => q.series(q, order as number)).toThrow(
        "An exponent or order is a whole number, or a fraction of two.",
      )
    }
    expect(q.pow(-1).series(q, { numerator: 1, denominator: 2 }).toString()).toBe("q^(-1)")
    for (const memoryLimit of [-1, 1.5, "x"]) {
      expect(() => new QSession({ memoryLimit: memoryLimit as number })).toThrow(
        "memoryLimit is a whole number of bytes.",
      )
    }
  })

  test("symbols without a session use the default one", () => {
    const [q] = symbols("q")
    expect(String(q?.add(integer(1)))).toBe("1+q")
  })

  test("disposing is idempotent, and its values say that they are gone", () => {
    const session = new QSession()
    const value = session.symbol("x").add(1)
    session.dispose()
    session.dispose()
    expect(() => value.toString()).toThrow("disposed")
    expect(() => session.symbol("x")).toThrow("disposed")
    expect(session.stats().nodes).toBe(0)
  })

  test("compaction keeps variables and what the program holds", () => {
    using session = new QSession()
    const kept = session.symbol("x").add(session.symbol("y")).pow(7)
    session.run("g := (a+b)^5: for i from 1 to 2000 do h := (a+i)^i: od:")
    const before = session.stats().nodes
    session.compact()
    expect(session.stats().nodes).toBeLessThan(before)
    expect(kept.toString()).toBe("(x+y)^7")
    expect(String(session.evaluate("g;"))).toBe("(a+b)^5")
  })

  test("decided inequalities give their forms as all values do", () => {
    using session = new QSession()
    expect(String(session.evaluate("evalb(1 <> 2);"))).toBe("true")
    expect(String(session.evaluate("evalb(series(1/(1-q),q,5) <> 1/(1-q));"))).toBe("false to O(q^5)")
  })

  test("series combine with whole numbers, and what is no value is refused in words", () => {
    using session = new QSession()
    const q = session.symbol("q")
    const f = session.integer(1).div(q.neg().add(1)).series(q, 3)
    expect([f.add(1), f.sub(1n), f.mul(2), f.div(2)].map(String)).toEqual([
      "2 + q + q^2 + O(q^3)",
      "q + q^2 + O(q^3)",
      "2 + 2*q + 2*q^2 + O(q^3)",
      "1/2 + 1/2*q + 1/2*q^2 + O(q^3)",
    ])
    const refused = (body: () => unknown): unknown => {
      try {
        return body()
      } catch (error) {
        return error instanceof QError ? error.code : error
      }
    }
    const nothing = undefined as never
    expect(refused(() => f.mul(q as never))).toBe("argument")
    expect(refused(() => f.mul(0.5))).toBe("argument")
    expect(refused(() => f.dilate(0))).toBe("domain")
    expect(refused(() => q.add(nothing))).toBe("argument")
    expect(refused(() => q.add({} as never))).toBe("argument")
    expect(refused(() => session.numbpart(nothing))).toBe("argument")
    expect(refused(() => session.nops({} as never))).toBe("argument")
  })

  test("powers with too many terms are refused before they are multiplied out", () => {
    using session = new QSession()
    expect(() => session.run("expand((1+x+y+z)^500);")).toThrow("two million terms at most")
    expect(String(session.evaluate("nops(expand((1+x+y+x*y)^60));"))).toBe("3721")
    expect(String(session.evaluate("degree(expand((1+x+x^2)^5000),x);"))).toBe("10000")
  })

  test("errors carry the place and the rule", () => {
    using session = new QSession()
    try {
      session.run("x := 1;\netaq(q, 0, 10);")
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(QError)
      const { details } = error as QError
      expect(details.range?.from).toBeGreaterThanOrEqual(8)
    }
  })
})

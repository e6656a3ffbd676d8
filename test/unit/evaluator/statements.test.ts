import { describe, expect, it } from "vitest"
import { EngineError } from "../../../app/engine/errors"
import { failure, Session, shown, value } from "../../support/evaluation"

describe("display", () => {
  it("shows what ends with ; and hides what ends with :", () => {
    expect(shown("a := 2; b := 3: a + b")).toEqual(["a := 2", "5"])
    expect(shown("NULL; x := NULL;")).toEqual(["x := "])
    expect(shown("f := x -> x^2; T[1] := 3; (a, b) := (1, 2);")).toEqual([
      "f := x -> x^2",
      "T[1] := 3",
      "(a, b) := 1, 2",
    ])
  })
  it("shows the values inside a loop or if one level deep", () => {
    expect(shown("for i to 2 do i^2; od;")).toEqual(["1", "4"])
    expect(shown("for i to 2 do i^2; od:")).toEqual([])
    expect(shown("for i to 2 do for j to 2 do i*j od; i od;")).toEqual(["1", "2"])
    expect(shown("if 3 > 2 then 1 else 0 fi;")).toEqual(["1"])
    expect(shown("f := proc() 1; 2; 3 end: f();")).toEqual(["3"])
  })
  it("shows a thousand values of one statement at most", () => {
    const session = new Session()
    expect(session.shown("for i to 3000 do i od; 5;")).toHaveLength(1001)
    expect(session.warnings).toEqual(["Only the first 1000 values of this statement are shown."])
  })
  it("gives % the last results that are not NULL", () => {
    expect(value("3; 4: NULL; %;")).toBe("4")
    expect(value("3; 4; 5; %%%;")).toBe("3")
    expect(value('7; ";')).toBe("7")
    expect(value("x := 5: %^2;")).toBe("25")
    expect(failure("%%;").message).toBe("%% is the last but one result, and there is none yet.")
  })
  it("keeps what was done before an error", () => {
    const session = new Session()
    session.failure("a := 1: b := 1/0: c := 3:")
    expect(session.value("a, b, c;")).toBe("1, b, c")
  })
  it("runs nothing of a text that is no program", () => {
    const session = new Session()
    expect(session.failure("a := 1; 2q").code).toBe("syntax")
    expect(session.value("a;")).toBe("a")
  })
})

describe("evidence", () => {
  const relation = "findpoly(theta3(q,100)^2, theta3(q,100)^4, q, 2, 1)"
  const evidence = (session: Session, text: string) =>
    session.evaluator.run(text).map((result) => result.evidence?.certainty)

  it("belongs to the value of the function that reported it", () => {
    expect(evidence(new Session(), `${relation}; q;`)).toEqual(["checked", undefined])
  })
  it("is nobody's when that function failed, in the same run or an earlier one", () => {
    const session = new Session()
    session.failure("findpoly(theta3(q,100), theta3(q^2,100), q, 2, 2)")
    expect(evidence(session, "expand((1+q)^2); nosuch(q);")).toEqual([undefined, undefined])
    const caught = "try findpoly(theta3(q,100), theta3(q^2,100), q, 2, 2) catch: end try; expand((1+q)^2);"
    expect(evidence(session, caught)).toEqual([undefined])
  })
})

describe("loops", () => {
  it("leave the variable one step beyond the end", () => {
    expect(value("for k from 1 to 5 do od: k;")).toBe("6")
    expect(value("for k from 5 to 1 by -2 do od: k;")).toBe("-1")
    expect(value("for k from 1 to 0 do od: k;")).toBe("1")
    expect(value("for k to 9 do if k = 4 then break fi od: k;")).toBe("4")
  })
  it("take rational bounds and steps", () => {
    expect(value("s := 0: for n from 1 to 7/2 do s := s + n od: s;")).toBe("6")
    expect(value("[seq(x, x = 0..1, 1/3)];")).toBe("[0, 1/3, 2/3, 1]")
  })
  it("run over members, with while, by, break and next", () => {
    expect(value("s := 0: for x in [3, 4, 5] do s := s + x od: s;")).toBe("12")
    expect(value("s := 0: for x in {3, 4, 5} while x < 5 do s := s + x od: s;")).toBe("7")
    expect(value("s := 0: for i to 6 do if i mod 2 = 0 then next fi; s := s + i od: s;")).toBe("9")
    expect(value("i := 0: do i := i + 1; if i > 4 then break fi od: i;")).toBe("5")
    expect(value("i := 0: while i < 4 do i := i + 1 od: i;")).toBe("4")
    expect(value("for x in a + b do od: x;")).toBe("b")
    expect(value("s := 0: for x in 3, 4, 5 do s := s + x od: s;")).toBe("12")
  })
  it("are values in expressions", () => {
    expect(value("x := for i to 3 do i^2 od: x;")).toBe("9")
    expect(value("x := if 1 > 2 then a else b fi: x;")).toBe("b")
    expect(value("f := proc(n) local r; r := if n > 3 then return big else small fi; r end: f(5), f(1);")).toBe(
      "big, small",
    )
  })
  it("refuse bounds that are no numbers", () => {
    expect(failure("for i to n do od")).toMatchObject({
      message: "The last bound of the loop over i is a number.",
      marked: "n",
    })
    expect(failure("for i from 1 by k do od").marked).toBe("k")
    expect(failure("seq(i, i = 1..infinity)").hint).toBe("A finite bound is needed.")
    expect(failure("seq(i, i = 1..x)").marked).toBe("x")
    expect(failure("add(i^2, i = a+1..3)").marked).toBe("a+1")
    expect(failure("mul(i, i = 1..9, step)").marked).toBe("step")
    expect(failure("seq(1..b)").marked).toBe("b")
    expect(failure("for i by 0 to 5 do od").message).toBe("The step of the loop over i is not 0.")
  })
})

describe("long sequences", () => {
  it.each([
    "[$ 1..10^12]",
    "add(i, i = 1..10^12)",
    "seq(1, i = 0..1, 10^(-9))",
    "sum('k', 'k' = 1..10^9)",
    "a||(1..10^9)",
    "x $ 10^9",
  ])("%s is refused before it begins", (text) => {
    const start = performance.now()
    expect(["tooLarge", "argument"]).toContain(failure(text).code)
    expect(performance.now() - start).toBeLessThan(500)
  })
})

describe("assignment", () => {
  it("goes to names, members, several names, and values of functions", () => {
    expect(value("(a, b) := (1, 2): (a, b) := (b, a): a, b;")).toBe("2, 1")
    expect(value("a := b := 3: a + b;")).toBe("6")
    expect(value("L := [1, 2, 3]: M := L: L[2] := 9: L, M;")).toBe("[1, 9, 3], [1, 2, 3]")
    expect(value("A := [[1, 2], [3, 4]]: A[2][1] := x: A[1, 2] := y: A;")).toBe("[[1, y], [x, 4]]")
    expect(value("T[a, 1] := 5: T[a, 1] + T[b];")).toBe("5+T[b]")
    expect(value("for i to 3 do v||i := i^2 od: v1 + v2 + v3;")).toBe("14")
    expect(value("fib(0) := 0: fib(1) := 1: fib(1), fib(2);")).toBe("1, fib(2)")
    expect(value("f := n -> f(n-1) + f(n-2): f(0) := 0: f(1) := 1: f(10);")).toBe("55")
  })
  it("takes a value away with 'x'", () => {
    expect(value("x := 42: x := 'x': x;")).toBe("x")
    expect(value("x := 42: unassign('x'): x, assigned(x);")).toBe("x, false")
    expect(value("x := 1: restart: x;")).toBe("x")
  })
  it("evaluates stored names later", () => {
    expect(value("a := b: b := 5: a;")).toBe("5")
    expect(value("f := q^2 + g(q): q := 3: g := x -> 2*x: f;")).toBe("15")
    expect(value("f := X[1] + 1: X[1] := 4: f;")).toBe("5")
  })
  it("refuses what cannot be", () => {
    expect(failure("infinity := 3").message).toBe("infinity is a constant and keeps its value.")
    expect(failure("x := x + 1")).toMatchObject({
      code: "name",
      message: "x would be defined by itself: it stands in its own value.",
    })
    expect(failure("(a, b) := (1, 2, 3)").given).toBe("2 names and 3 values")
    expect(failure("L := [1, 2]: L[3] := 5").message).toBe(
      "An index here is from 1 to 2, or from -1 to -2 counted from the end.",
    )
    expect(failure("(a, b) := (b, a): a").message).toContain("defined by itself")
  })
  it("lets names of functions be used, with one warning", () => {
    const session = new Session()
    expect(session.value("L := [1, 2]: L := [3]: op(L);")).toBe("3")
    expect(session.warnings).toHaveLength(1)
    expect(session.warnings[0]).toContain("unassign('L')")
    expect(session.value("unassign('L'): L(2, 7);")).toBe("1")
  })
})

describe("errors", () => {
  it("can be caught by the beginning of their message", () => {
    expect(value('try error "bad value %1 for %2", 5, x; catch "bad": 7 end try;')).toBe("7")
    expect(value('try 1/0 catch "Division": 8 end try;')).toBe("8")
    expect(value("try 1/0; catch: lasterror end try;")).toBe('"Division by 0 has no value."')
    expect(failure('try error "worse" catch "bad": 7 end try').message).toBe("worse")
    expect(failure('ERROR("no", x)').message).toBe("no, x")
  })
  it("run finally in any case", () => {
    const session = new Session()
    session.failure('try error "x" finally print("done") end try')
    expect(session.printed).toEqual(["done"])
  })
  it("come with the place and the procedures that ran", () => {
    const text = "f := proc(x) g(x) + 1 end: g := proc(y) y/0 end: 1 + f(3);"
    expect(failure(text)).toMatchObject({ marked: "y/0", trace: ["in g(3)", "in f(3)"] })
  })
  it("of procedures from another text mark the call", () => {
    const session = new Session()
    session.shown("f := proc(x) x/0 end:")
    expect(session.failure("a + f(3) * b")).toMatchObject({ marked: "f(3)", trace: ["in f(3)"] })
  })
})

describe("stopping", () => {
  class Clock {
    private passes = 0
    constructor(readonly limit: number) {}
    check = (): void => {
      if (++this.passes > this.limit) throw new EngineError("cancelled", "Stopped.")
    }
  }
  it.each([
    "while true do od",
    "do od",
    "f := proc() f() end: f()",
    "seq(i, i = 1..9000000)",
    "map(x -> x, [seq(i, i = 1..3000)])",
    "try while true do od catch: 1 end try",
    "for i from 1 do od",
  ])("ends %s", (text) => {
    const session = new Session({ checkStop: new Clock(100).check })
    expect(session.failure(text).code).toBe("cancelled")
  })
  it("ends an endless loop within 100 ms of the flag", () => {
    const start = performance.now()
    let asked = 0
    const session = new Session({
      checkStop: () => {
        if (performance.now() - start < 50) return
        asked ||= performance.now()
        throw new EngineError("cancelled", "Stopped.")
      },
    })
    session.failure("while true do od")
    expect(performance.now() - asked).toBeLessThan(100)
  })
  it("limits recursion with a clear error", () => {
    expect(new Session({ recursionLimit: 100 }).failure("f := proc(n) f(n+1) end: f(1)")).toMatchObject({
      code: "tooLarge",
      message: "Procedures may call each other 100 deep at most.",
      given: "f(101)",
    })
    expect(failure("f := proc(n) f(n+1) end: f(1)").code).toBe("tooLarge")
    expect(new Session({ recursionLimit: 100_000 }).failure("f := n -> 1 + f(n+1): f(1)").code).toBe("tooLarge")
  })
})

describe("reading files", () => {
  const files: Readonly<Record<string, string>> = {
    "a.txt": "x := 5:\ny := x^2:",
    "bad.txt": "x := 1:\nz := 1/0;",
    "loop.txt": 'read "loop.txt";',
  }
  const readFile = (name: string): string => {
    const text = files[name]
    if (text === undefined) throw new EngineError("file", "No such file.", { given: name })
    return text
  }
  it("runs their text", () => {
    expect(new Session({ readFile }).value('read "a.txt": y;')).toBe("25")
    expect(new Session({ readFile }).value('read("a.txt"): y;')).toBe("25")
  })
  it("tells the file and line of an error", () => {
    expect(new Session({ readFile }).failure('1; read "bad.txt"')).toMatchObject({
      message: "bad.txt, line 2: Division by 0 has no value.",
      marked: 'read "bad.txt"',
    })
    expect(new Session({ readFile }).failure('read "loop.txt"').code).toBe("tooLarge")
    expect(new Session({ readFile }).failure('read "none.txt"').code).toBe("file")
    expect(failure('read "a.txt"').message).toContain("no folder")
  })
})

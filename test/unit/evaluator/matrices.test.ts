import { describe, expect, test } from "vitest"
import { failure, value } from "../../support/evaluation"

const A = "A := Matrix([[2,q,0],[1,3,q^2],[a,0,1]]):"

describe("matrices", () => {
  test("multiply with matrices and vectors, by any of Maple's three signs", () => {
    expect(value("[[1,2],[3,4]] . [[0,1],[1,0]];")).toBe("[[2, 1], [4, 3]]")
    expect(value("evalm([[1,2],[3,4]] &* [[0,1],[1,0]]);")).toBe("[[2, 1], [4, 3]]")
    expect(value("[[1,2],[3,4]] . [1,x];")).toBe("[1+2*x, 3+4*x]")
    expect(value("[1,x] . [[1,2],[3,4]];")).toBe("[1+3*x, 2+4*x]")
    expect(value("[1,2,3] . [4,5,6];")).toBe("32")
    expect(value("2 . 3;")).toBe("6")
    expect(failure("[[1,2],[3,4]] . [[1,2]];")).toMatchObject({ given: "2 by 2 times 1 by 2" })
  })

  test("have powers, of which the negative ones are the inverse's", () => {
    // Fibonacci numbers.
    expect(value("[[1,1],[1,0]]^10;")).toBe("[[89, 55], [55, 34]]")
    expect(value(`${A} normal(A . A^(-1) - IdentityMatrix(3));`)).toBe("[[0, 0, 0], [0, 0, 0], [0, 0, 0]]")
    expect(failure("[[1,2],[2,4]]^(-1);").message).toContain("determinant 0")
  })

  test("have determinants that expand along a row", () => {
    expect(value(`${A} expand(Determinant(A) - (2*3 - q*(1-a*q^2)));`)).toBe("0")
    expect(value("Determinant(Matrix(4,4,(i,j)->1/(i+j-1)));")).toBe("1/6048000")
    expect(value("det([[0,1],[1,0]]);")).toBe("-1")
    expect(value("det([[1,2],[2,4]]);")).toBe("0")
    // Vandermonde: the product of all differences.
    expect(value("det(Matrix(30,30,(i,j)->i^(j-1))) - mul(k!, k=1..29);")).toBe("0")
    expect(value("Rank([[q,1],[q^2,q]]), Rank([[0,0],[0,0]]);")).toBe("1, 0")
  })

  test("solve linear systems", () => {
    expect(value("LinearSolve([[1,1],[1,-1]],[3,1]);")).toBe("[2, 1]")
    expect(value("nops([LinearSolve([[1,1],[2,2]],[1,3])]);")).toBe("0")
    expect(failure("LinearSolve([[1,1],[2,2]],[1,2]);").message).toContain("more than one solution")
  })

  test("are laid out from lists", () => {
    expect(value("matrix(2,2,[1,q,q^2,3]);")).toBe("[[1, q], [q^2, 3]]")
    expect(value("Matrix(2,3,[[1],[2,5]]);")).toBe("[[1, 0, 0], [2, 5, 0]]")
    expect(failure("Matrix(1,2,[1,2,3]);").message).toContain("no more entries")
    expect(value("type(Matrix([[1,2]]),Matrix), type([[1],[2,3]],Matrix);")).toBe("true, false")
  })
})

describe("Maple's other words", () => {
  test.each([
    ["3 &^ (10^20) mod 7;", "4"],
    ["I^2, (1+I)*(1-I)-2;", "-1, -2+(1-zeta(4))*(1+zeta(4))"],
    ["expand((1+I)*(1-I));", "2"],
    ["I := 5: I^2;", "25"],
    ["f := proc(I) I+1 end: f(2);", "3"],
    ["x := 3: quit: x;", "3"],
    ["convert(x^3/(x^2-a^2),parfrac,x);", "-1/2*a^2/(a-x)+1/2*a^2/(a+x)+x"],
    ["normal(convert(1/(b*(x-a)^2*(3*x-b)),parfrac,x)-1/(b*(x-a)^2*(3*x-b)));", "0"],
    ["convert(y/z,parfrac,x);", "y/z"],
    ["[done, 2*stop];", "[done, 2*stop]"],
    ["normal(RootOf(z^2+z+1=0)^2+RootOf(z^2+z+1=0));", "-1"],
    ["lcoeff(5*x*y^7+3*x^2*y+x,[x,y],'t'): t;", "x^2*y"],
    ["ldegree(x^2*y^3+x^4+x,{x,y}), tcoeff(7*x*y+x^2,[x,y]);", "1, 7"],
    ["indets([x^2+sin(y),z=f(x)],name);", "{x, y, z}"],
    ["sign(-x), sign(y-3*x^2), abs(-2*x);", "-1, -1, 2*abs(x)"],
    ["convert(10,binary), convert(255,hex), convert(8,octal);", "1010, FF, 10"],
    ["A := Array(1..3,[5,6,7]): A[2];", "6"],
  ])("%s", (text, expected) => {
    expect(value(text)).toBe(expected)
  })
})

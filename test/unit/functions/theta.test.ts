import { describe, expect, test } from "vitest"
import { failure, value } from "../../support/evaluation"

/** The series of an expression below q^T. */
const series = (expression: string, T = 30): string => value(`series(${expression},q,${T});`)

/** Arguments x = c q^k with the terms c^n written out. */
const arguments_ = ["q", "q^3", "-q", "-q^2", "2*q", "-1/3*q^2", "zeta(3)*q", "zeta(5)^2*q^2", "-zeta(3)*q", "z*q"]

describe("theta functions at c*q^k are their defining sums", () => {
  test.each(arguments_)("theta3 and theta4 at %s", (x) => {
    expect(series(`theta3(${x})-add((${x})^(n^2),n=-6..6)`)).toBe("O(q^30)")
    expect(series(`theta4(${x})-add((-1)^n*(${x})^(n^2),n=-6..6)`)).toBe("O(q^30)")
    expect(series(`ramanujan_phi(${x})-add((${x})^(n^2),n=-6..6)`)).toBe("O(q^30)")
  })

  test.each(arguments_)("psi, chi, f and (x;x) at %s", (x) => {
    expect(series(`ramanujan_psi(${x})-add((${x})^(n*(n+1)/2),n=0..8)`)).toBe("O(q^30)")
    expect(series(`ramanujan_chi(${x})-mul(1+(${x})^(2*n-1),n=1..16)`)).toBe("O(q^30)")
    expect(series(`ramanujan_f(${x},(${x})^2)-add((${x})^(n*(3*n-1)/2),n=-5..5)`)).toBe("O(q^30)")
    expect(series(`aqprod(${x},${x},infinity)-add((-1)^n*(${x})^(n*(3*n-1)/2),n=-5..5)`)).toBe("O(q^30)")
    expect(series(`qbin(${x},2,5)-normal((1-(${x})^5)*(1-(${x})^4)/((1-(${x}))*(1-(${x})^2)))`)).toMatch(
      /^(0|O\(q\^30\))$/,
    )
  })

  test.each(arguments_)("(x^k;x^k), the two of jacprod and theta(z,x) at %s", (x) => {
    expect(series(`etaq(${x},2,30)*etaq(${x},3,30)-etaq(${x},[2,3],30)`)).toBe("O(q^30)")
    expect(series(`etaq(${x},2,30)-add((-1)^n*(${x})^(n*(3*n-1)),n=-4..4)`)).toBe("O(q^30)")
    expect(series(`jacprod(1,3,${x},30)*etaq(${x},3,30)-etaq(${x},1,30)`)).toBe("O(q^30)")
    expect(series(`theta(q^2,${x},6)-add(q^(2*n)*(${x})^(n^2),n=-6..6)`, 20)).toBe("O(q^20)")
    expect(series(`theta(q^2,${x})-theta(q^2,${x},9)`, 20)).toBe("O(q^20)")
  })

  // PARI/GP: 1+suminf(n=1,(2^n+2^-n)*(1/3.)^(n^2))
  test("theta without T is a symbol that has values", () => {
    expect(value("theta(z,q);")).toBe("theta(z,q)")
    expect(value("evalf(theta(2,1/3),20);")).toBe("1.8862156350800186257")
  })

  test.each(["-q", "zeta(3)*q", "2^24*q^2"])("weber_f2 at %s", (x) => {
    expect(series(`weber_f2(${x})^24-4096*${x}*aqprod(-${x},${x},infinity)^24`, 5)).toBe("O(q^5)")
  })

  test("T counts powers of the base, whatever factor it has", () => {
    expect(value("theta3(-q,10);")).toBe("1 - 2*q + 2*q^4 - 2*q^9 + O(q^10)")
    expect(value("theta4(-q^2,5);")).toBe("1 + 2*q^2 + 2*q^8 + O(q^10)")
    expect(value("ramanujan_psi(-q,7);")).toBe("1 - q - q^3 + q^6 + O(q^7)")
    expect(value("ramanujan_chi(2*q,4);")).toBe("1 + 2*q + 8*q^3 + O(q^4)")
  })

  // (c q)^(1/4) is the principal power: (-q)^(1/4) = zeta(8) q^(1/4).
  test("theta2 takes the principal root of the factor", () => {
    const sum = "add(c^(n*(n+1))*q^(n*(n+1)),n=0..6)"
    expect(series("theta2(-q)-2*zeta(8)*q^(1/4)*add(q^(n*(n+1)),n=0..6)")).toBe("O(q^30)")
    expect(series("theta2(-q)^4+theta2(q)^4")).toBe("O(q^30)")
    expect(series(`theta2(16*q)-4*q^(1/4)*${sum.replaceAll("c^", "16^")}`)).toBe("O(q^30)")
    expect(series(`theta2(zeta(3)*q)-2*zeta(12)*q^(1/4)*${sum.replaceAll("c^", "zeta(3)^")}`)).toBe("O(q^30)")
    expect(series("theta2(-q^4,8)-2*zeta(8)*q*add(q^(4*n*(n+1)),n=0..3)", 32)).toBe("O(q^32)")
    // Jacobi's identity at -q
    expect(series("theta3(-q)^4-theta2(-q)^4-theta4(-q)^4")).toBe("O(q^30)")
  })

  test("a factor without a known root is refused", () => {
    const refused = failure("series(theta2(2*q),q,10);")
    expect(refused.message).toBe("A fractional power of the factor before the variable is no number known here.")
    expect(refused.given).toBe("the power 1/4 of 2")
    expect(failure("theta3(1/q,10);").message).toBe("The argument is a positive power of the variable.")
  })
})

describe("functions of q alone are exact and expand as far as asked", () => {
  test.each([
    ["EISENq(4,q)", "EISENq(4,40)", 40],
    ["eisenstein(3,q)", "EISENq(6,40)", 40],
    ["DELTA12(q^2)", "subs(q=q^2,DELTA12(20))", 40],
    ["kleinj(-q)", "subs(q=-q,kleinj(40))", 40],
    ["hauptmodul(5,q^2)", "subs(q=q^2,hauptmodul(5,20))", 40],
    ["mock_theta_omega3(-q)", "subs(q=-q,mock_theta_omega3(40))", 40],
    ["mock(phi,3,q^2)", "subs(q=q^2,mock_theta_phi3(20))", 40],
    ["cubic_c(q^3)", "subs(q=q^3,cubic_c(14))", 40],
    ["rogers_ramanujan_R(q^5)", "subs(q=q^5,rogers_ramanujan_R(8))", 40],
    ["weber_f(q^2)", "subs(q=q^2,weber_f(20))", 40],
    ["partition_gf(q)*theta4(q)*overpartition_gf(q)", "partition_gf(40)", 40],
    ["rankgf(1,q^2)", "subs(q=q^2,rankgf(1,20))", 40],
    ["1/mock_theta_f3(q)", "1/mock_theta_f3(50)", 50],
  ] as const)("%s", (exact, known, T) => {
    expect(series(`${exact}-${known}`, T)).toBe(`O(q^${T})`)
  })

  test("roots of unity before q", () => {
    expect(series("cubic_a(zeta(3)*q)-(1+6*add(q^k*zeta(3)^k*coeff(cubic_a(20),q,k)/6,k=1..19))", 20)).toBe("O(q^20)")
    // The exponents are -1/48 + n/2, and (-q)^(1/2) = zeta(4) q^(1/2).
    expect(series("weber_f(-q)^2-zeta(48)^(-1)*q^(-1/24)*mul(1+zeta(4)^(2*n-1)*q^(n-1/2),n=1..6)^2", 5)).toBe("O(q^5)")
    expect(series("cubic_c(-q)^3+cubic_c(q)^3-6*27*q^2", 3)).toBe("O(q^3)")
  })
})

describe("q = q^k in functions of q that do not name it", () => {
  test("eta, JAC and GETA are taken at q^k", () => {
    const f = "JAC(1,5,infinity)/eta(tau)^2+q*GETA(7,2)"
    const dilated = value(`convert(series(subs(q=q,${f}),q,12),polynom);`)
    expect(series(`subs(q=q^3,${f})-subs(q=q^3,series(${f},q,12))`, 30)).toBe("O(q^30)")
    expect(dilated).toBe(value(`convert(series(${f},q,12),polynom);`))
    expect(value("subs(x=2,q=q^2,x*eta(tau));")).toBe("2*eta(2*tau)")
  })

  test("eval and a value assigned to q do the same", () => {
    expect(value("eval(q*eta(tau)+JAC(1,5,infinity),q=q^2);")).toBe("JAC(2,10,infinity)+q^2*eta(2*tau)")
    expect(value("subs({q=q^2,x=y},x*eta(3*tau));")).toBe("y*eta(6*tau)")
    expect(failure("eval(q*eta(tau),q=1/2);").given).toBe("q = 1/2")
    expect(failure("f:=q*eta(tau): q:=1/2: f;").given).toBe("q = 1/2")
  })

  test("another value of q is refused, and tau may be replaced", () => {
    expect(failure("subs(q=-q,eta(tau));").message).toContain("Only q^k, k a positive integer, can take the place of q")
    expect(failure("subs(q=2,q+JAC(1,5,infinity));").given).toBe("q = 2")
    expect(value("subs(tau=3*tau,eta(2*tau));")).toBe("eta(6*tau)")
    expect(value("subs(q=2,q^2+1);")).toBe("5")
  })
})

describe("names in the coefficients of a truncated series", () => {
  const T = "theta(z,q,2)"

  test("become numbers, roots of unity and functions that begin with a constant", () => {
    expect(value(`subs(z=2,${T});`)).toBe("1 + 5/2*q + 17/4*q^4 + O(q^9)")
    expect(series(`subs(z=1+q,${T})-add((1+q)^n*q^(n^2),n=-3..3)`, 9)).toBe("O(q^9)")
    expect(value("A:=etaq(q,1,8): subs({z=A,q=q^2},z*q+O(q^3));")).toBe("q^2 - q^3 - q^4 + O(q^6)")
  })

  test("take series one after the other as at once", () => {
    const P = "A:=etaq(q,1,8): B:=partition_gf(8): P:=X[1]*X[2]+3*X[1]-X[2]^2:"
    expect(value(`${P} series(subs(X[1]=A,X[2]=B,P)-subs({X[1]=A,X[2]=B},P),q,8);`)).toBe("O(q^8)")
    expect(value(`${P} series(subs(X[1]=A,X[2]=B,P)-A*B-3*A+B^2,q,8);`)).toBe("O(q^8)")
  })

  // theta(q,q) = 2 + 2q^2 + ...: the terms in q^2 come from z^(-2)*q^4, which is beyond O(q^4).
  test("become no powers of the variable, which bring unknown terms below the order", () => {
    expect(failure("subs(z=q,theta(z,q,1));").message).toContain("only when that begins with a constant")
    expect(failure("eval(theta(z,q,1),z=q^(-5));").given).toBe("z = 1/q^5")
    expect(failure("A:=etaq(q,1,8): subs(z=q*A,z*q+O(q^3));").message).toContain(
      "only when that begins with a constant",
    )
  })
})

test("relations refuse names and roots of unity in coefficients", () => {
  expect(failure("findhom([zeta(3)+q+O(q^30),1+q+O(q^30)],q,1,0);").message).toBe(
    "findhom takes series with rational coefficients.",
  )
})

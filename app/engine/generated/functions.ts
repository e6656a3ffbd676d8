// Written by setup/generate-library-types.mjs from the declarations in app/engine/functions. Do not edit.
import type { Input } from "../library-values"
import type { QSeries } from "../series/series"
import type { QExpr } from "../symbolic/expression"
import type { BooleanValue, List, StringValue, Value } from "../values"

export type IntegerInput = bigint | number | QExpr
export type RationalInput = bigint | number | QExpr
export type NameInput = QExpr | StringValue
export type ListInput = readonly Input[] | List

/** Every declared function as a method of a session. */
export interface DeclaredFunctions {
  /** Prints the entry of a function: how to call it, what it computes, its source and its examples; of another word, the functions that are about it. ?name does the same. */
  help(name: Input): Value
  /** The operands of a value: members of lists, terms of sums, factors of products, arguments; op(0, e) is what holds them together. */
  op(e: Input): Value
  op(i: IntegerInput, e: Input): Value
  /** How many operands: members, terms, factors, arguments; of a series, its non-zero known terms. */
  nops(e: Input): QExpr
  /** Replaces operands by their number. */
  subsop(...changes: readonly Input[]): Value
  /** The left side of an equation or inequality, or the first end of a range. */
  lhs(equation: Input): Value
  lhs(range: Input): Value
  /** The right side of an equation or inequality, or the last end of a range. */
  rhs(equation: Input): Value
  rhs(range: Input): Value
  /** Applies a function to each member of a list or set, each term of a sum, each factor of a product; further arguments are passed on. */
  map(f: Input, e: Input, ...extra: readonly Input[]): Value
  /** Applies f(first, member) to each member. */
  map2(f: Input, a: Input, e: Input, ...extra: readonly Input[]): Value
  /** The members for which f is true. */
  select(f: Input, e: Input, ...extra: readonly Input[]): Value
  /** The members for which f is false. */
  remove(f: Input, e: Input, ...extra: readonly Input[]): Value
  /** The members for which f is true, and those for which it is not. */
  selectremove(f: Input, e: Input, ...extra: readonly Input[]): Value
  /** Whether f is true for every member. */
  andmap(f: Input, e: Input, ...extra: readonly Input[]): BooleanValue
  /** Whether f is true for some member. */
  ormap(f: Input, e: Input, ...extra: readonly Input[]): BooleanValue
  /** Joins two lists member by member with a function; with a default, the shorter list is filled up. */
  zip(f: Input, L: ListInput, M: ListInput): List
  zip(f: Input, L: ListInput, M: ListInput, d: Input): List
  /** Whether a value is among the members; with a name in quotes, its place is assigned to it. */
  member(x: Input, L: Input): BooleanValue
  member(x: Input, L: Input, p: NameInput): BooleanValue
  /** Sorts a list: numbers by size, then everything else by its text; or by a function that says whether its first argument comes before the second. Expressions are in order already. */
  sort(L: Input): Value
  sort(L: ListInput, f: Input): List
  sort(e: Input, ...extra: readonly Input[]): Value
  /** The list in the opposite order. */
  Reverse(L: ListInput): List
  /** A table: entries by index, in a form that assignments to T[i] change. */
  table(): Value
  table(L: Input): Value
  /** A table whose indices start empty or come from a list; ranges say which indices are meant. */
  array(L: ListInput): Value
  array(range: Input, L: ListInput): Value
  array(...ranges: readonly Input[]): Value
  /** A table whose indices start empty or come from a list; ranges say which indices are meant. */
  Array(L: ListInput): Value
  Array(range: Input, L: ListInput): Value
  Array(...ranges: readonly Input[]): Value
  /** The indices of a table, each in a list. */
  indices(T: Input): Value
  /** The entries of a table, each in a list. */
  entries(T: Input): Value
  /** Joins names, numbers and strings: a string when the first is a string, else a name. A range gives each of its members. */
  cat(...values: readonly Input[]): Value
  /** The number of digits of an integer, of characters of a string or name, of members of a list. */
  length(e: Input): QExpr
  /** Part of a string or name, by the places of its first and last character. */
  substring(s: Input, range: Input): Value
  /** The expression that a string writes, unevaluated. */
  parse(s: Input): Value
  /** Writes values on a line, separated by commas; its own value is NULL. */
  print(...values: readonly Input[]): Value
  /** Writes values on a line as they would be typed. */
  lprint(...values: readonly Input[]): Value
  /** Writes values in a format: %a any value, %d an integer, %s text, %.3f decimals, %q all that is left; \n ends a line. */
  printf(format: Input, ...values: readonly Input[]): Value
  /** The string that printf would write. */
  sprintf(format: Input, ...values: readonly Input[]): Value
  /** Decides an equation or inequality: true, false, or FAIL where it cannot. Series are compared as far as both are known. */
  evalb(e: Input): Value
  /** Decides a relation, or whether a value has a type. */
  is(e: Input): Value
  is(e: Input, type: Input): BooleanValue
  /** Whether a value has a type: integer, posint, even, prime, rational, numeric, symbol, name, string, list, set, series, polynom, procedure, …; list(integer) and {list, set} are types too. */
  type(e: Input, t: Input): BooleanValue
  /** The kind of a value: integer, fraction, symbol, +, *, ^, function, list, set, series, string, procedure and so on. */
  whattype(...values: readonly Input[]): Value
  /** Whether a value or any part of it has a type. */
  hastype(e: Input, t: Input): BooleanValue
  /** Takes the values of names away; the names stand in quotes. */
  unassign(...values: readonly Input[]): Value
  /** The names that have values in this session. */
  anames(): Value
  /** Takes the values of all names away. */
  restart(): Value
  /** Answers with the names a package of Maple brings; all of them are there without it. */
  with(name: NameInput, ...values: readonly Input[]): List
  /** Maple's settings of its window; accepted so that worksheets run. */
  interface(...values: readonly Input[]): Value
  /** Maple's settings of its kernel; accepted so that worksheets run. kernelopts(version) names this program. */
  kernelopts(...values: readonly Input[]): Value
  /** Names this program, where worksheets ask which version of the qseries package they run with. */
  packageversion(): Value
  /** Names this program, where worksheets ask which version of the qseries package they run with. */
  changes(): Value
  /** Stops with a message; %1, %2 in it stand for the further arguments. */
  ERROR(...values: readonly Input[]): Value
  /** Ends a procedure with a value; return v does the same. */
  RETURN(...values: readonly Input[]): Value
  /** The function that an expression is of the names given. */
  unapply(e: Input, ...values: readonly Input[]): Value
  /** A sequence of values of an expression; its index is its own. */
  seq(e: Input): Value
  seq(e: Input, index: Input, ...step: readonly Input[]): Value
  /** The sum over an index of its own, or of the members of a list. */
  add(e: Input): Value
  add(e: Input, index: Input, ...step: readonly Input[]): Value
  /** The product over an index of its own, or of the members of a list. */
  mul(e: Input): Value
  mul(e: Input, index: Input, ...step: readonly Input[]): Value
  /** The sum over an index that has no value; without numeric bounds it stands for itself. */
  sum(e: Input): Value
  sum(e: Input, index: Input, ...step: readonly Input[]): Value
  /** The product over an index that has no value; without numeric bounds it stands for itself. */
  product(e: Input): Value
  product(e: Input, index: Input, ...step: readonly Input[]): Value
  /** Whether a name has a value. */
  assigned(e: Input): Value
  /** The name itself, whatever its value. */
  evaln(e: Input): Value
  /** Seconds of computing since the session began; time(e) are those that e takes. */
  time(...values: readonly Input[]): Value
  /** The greatest integer not above x. */
  floor(x: Input): QExpr
  /** The least integer not below x. */
  ceil(x: Input): QExpr
  /** The integer part of x, towards 0. */
  trunc(x: Input): QExpr
  /** The integer nearest to x; halves go away from 0. */
  round(x: Input): QExpr
  /** The fractional part x - trunc(x). */
  frac(x: Input): Value
  /** The absolute value of a number. */
  abs(x: Input): Value
  /** 1 for positive numbers and 0, -1 for negative ones; of a polynomial that of the leading coefficient. */
  sign(x: Input): Value
  /** 1, 0 or -1 for positive numbers, 0 and negative ones. */
  signum(x: Input): Value
  /** The greatest of numbers, or of the numbers in lists and sets. */
  max(...x: readonly Input[]): Value
  /** The least of numbers, or of the numbers in lists and sets. */
  min(...x: readonly Input[]): Value
  /** The integer quotient of a by b, towards 0. */
  iquo(a: IntegerInput, b: IntegerInput): QExpr
  iquo(a: IntegerInput, b: IntegerInput, r: NameInput): QExpr
  /** The remainder a - b iquo(a, b), with the sign of a. */
  irem(a: IntegerInput, b: IntegerInput): QExpr
  irem(a: IntegerInput, b: IntegerInput, q: NameInput): QExpr
  /** The greatest common divisor of integers. */
  igcd(...n: readonly IntegerInput[]): QExpr
  /** The least common multiple of integers. */
  ilcm(...n: readonly IntegerInput[]): QExpr
  /** Whether an integer is prime; the answer is proved, not probable. */
  isprime(n: IntegerInput): BooleanValue
  /** The least prime above n. */
  nextprime(n: IntegerInput): Value
  /** The greatest prime below n. */
  prevprime(n: IntegerInput): Value
  /** The n-th prime; ithprime(1) = 2. */
  ithprime(n: IntegerInput): Value
  /** The prime factorization of an integer or fraction, as an unexpanded product. */
  ifactor(n: IntegerInput): Value
  ifactor(r: Input): Value
  /** The sign of an integer and its primes with their exponents, as a list. */
  ifactors(n: IntegerInput): List
  /** n!, also written with an exclamation mark. */
  factorial(n: IntegerInput): QExpr
  factorial(n: Input): Value
  /** The binomial coefficient n over k; n may be any rational. */
  binomial(n: IntegerInput, k: IntegerInput): QExpr
  binomial(n: Input, k: IntegerInput): Value
  binomial(n: Input, k: Input): Value
  /** The Legendre symbol: 1 for a square mod p, -1 for a non-square, 0 for a multiple of p. */
  legendre(a: IntegerInput, b: IntegerInput): Value
  legendre(a: Input, b: Input): Value
  /** The Legendre symbol: 1 for a square mod p, -1 for a non-square, 0 for a multiple of p. */
  L(a: IntegerInput, b: IntegerInput): Value
  L(a: Input, b: Input): Value
  /** The Jacobi symbol, the product of Legendre symbols over the primes of an odd b. */
  jacobi(a: IntegerInput, b: IntegerInput): Value
  jacobi(a: Input, b: Input): Value
  /** Kronecker's extension of the Jacobi symbol to every integer. */
  kronecker(a: IntegerInput, b: IntegerInput): Value
  kronecker(a: Input, b: Input): Value
  /** The exponent of a prime p in a rational number; infinity for 0. */
  vp(n: RationalInput, p: IntegerInput): Value
  vp(n: Input, p: Input): Value
  /** Möbius' function: (-1)^k for a product of k different primes, 0 when a square divides n. */
  mobius(n: IntegerInput): QExpr
  mobius(n: Input): Value
  /** Euler's totient: how many numbers from 1 to n are prime to n. */
  euler_phi(n: IntegerInput): QExpr
  euler_phi(n: Input): Value
  /** Euler's totient: how many numbers from 1 to n are prime to n. */
  phi_euler(n: IntegerInput): QExpr
  phi_euler(n: Input): Value
  /** The number of positive divisors. */
  tau(n: IntegerInput): QExpr
  tau(n: Input): Value
  /** The positive divisors in ascending order. */
  divisors(n: IntegerInput): List
  divisors(n: Input): Value
  /** The sum of the k-th powers of the divisors of n; sigma[k](n) means the same. */
  sigma(n: IntegerInput, k?: IntegerInput): QExpr
  sigma(n: Input, k?: Input): Value
  /** The square root; of an integer, its square factors are taken out. */
  sqrt(x: Input): Value
  /** The integer nearest to the square root of n. */
  isqrt(n: IntegerInput): QExpr
  /** The remainder from 0 to m - 1, also written a mod m; of each coefficient of a polynomial or series. */
  modp(a: Input, m: IntegerInput): Value
  /** The remainder of least size, from -m/2 to m/2; of each coefficient of a polynomial or series. */
  mods(a: Input, m: IntegerInput): Value
  /** Multiplies out products and powers of sums, and writes out q-Pochhammer symbols and q-binomials of numeric length. */
  expand(expression: Input): Value
  /** The irreducible factors over the rationals, as a product; numerator and denominator of a quotient each for itself. */
  factor(expression: Input): Value
  /** The irreducible factors as data: the unit, and the list of factors with their multiplicities. */
  factors(expression: Input): Value
  /** A quotient of two expanded polynomials without common factor; 0 exactly when a rational expression is 0. */
  normal(expression: Input): Value
  /** A shorter equal form: q-Pochhammer symbols and their quotients by the rules of q-series, the rest by normal. */
  simplify(expression: Input): Value
  /** Simplifies radicals: square factors leave the root, and quotients are brought to normal form. */
  radsimp(expression: Input): Value
  /** Orders a polynomial by powers of one or more names; a function such as factor may be applied to each coefficient. */
  collect(expression: Input, variables: Input, _function?: Input): QExpr
  /** The coefficient of a power of a name in a polynomial or series. */
  coeff(expression: Input, variable: NameInput, power: RationalInput): Value
  coeff(expression: Input, power: Input): Value
  /** All non-zero coefficients of a polynomial, by ascending powers; or those of a window of exponents, zeros included. */
  coeffs(expression: Input, variable?: NameInput): Value
  coeffs(expression: Input, variables: Input): Value
  coeffs(expression: Input, variables: Input, powers: NameInput): Value
  coeffs(expression: Input, power: RationalInput, power_3: RationalInput): List
  /** The coefficient of the highest power. */
  lcoeff(expression: Input, variable?: NameInput): Value
  lcoeff(expression: Input, variables: Input): Value
  lcoeff(expression: Input, variables: Input, power: NameInput): Value
  /** The coefficient of the lowest power. */
  tcoeff(expression: Input, variable?: NameInput): Value
  tcoeff(expression: Input, variables: Input): Value
  tcoeff(expression: Input, variables: Input, power: NameInput): Value
  /** The highest exponent of a name with a non-zero coefficient; of a set of names the total degree, of a list that of the leading term. */
  degree(expression: Input, variable?: NameInput): Value
  degree(expression: Input, variables: Input): Value
  /** The lowest exponent of a name with a non-zero coefficient; of a set of names the lowest total degree, of a list that of the trailing term. */
  ldegree(expression: Input, variable?: NameInput): Value
  ldegree(expression: Input, variables: Input): Value
  /** The numerator of the normal form. */
  numer(expression: Input): Value
  /** The denominator of the normal form. */
  denom(expression: Input): Value
  /** The set of names that occur, and of indexed names and function values; or of the subexpressions of a type. */
  indets(expression: Input): Value
  indets(expression: Input, type: Input): Value
  /** Whether an expression contains a name or another expression. */
  has(expression: Input, part: Input): BooleanValue
  has(expression: Input, parts: Input): BooleanValue
  /** The greatest common divisor of integers, or of polynomials in any number of names over the rationals. gcd(a, b, 'u', 'v') also gives u and v the values of a and b divided by it. */
  gcd(first: Input, ...others: readonly Input[]): Value
  /** The least common multiple of integers, or of polynomials over the rationals. */
  lcm(first: Input, ...others: readonly Input[]): Value
  /** The resultant of two polynomials: zero exactly when they have a common root, or both leading coefficients vanish. */
  resultant(a: Input, b: Input, variable: NameInput): QExpr
  /** The quotient of a polynomial division with remainder. */
  quo(dividend: Input, divisor: Input, variable: NameInput): QExpr
  quo(dividend: Input, divisor: Input, variable: NameInput, other: NameInput): QExpr
  /** The remainder of a polynomial division. */
  rem(dividend: Input, divisor: Input, variable: NameInput): QExpr
  rem(dividend: Input, divisor: Input, variable: NameInput, other: NameInput): QExpr
  /** Replaces names or whole subexpressions. Equations are used one after the other, those of one set or list at once. */
  subs(..._arguments: readonly Input[]): Value
  /** The value of an expression where names have given values; functions of them are called anew. */
  eval(expression: Input): Value
  eval(expression: Input, equations: Input): Value
  /** Replaces a product of powers wherever it divides a term: x^2 = y turns x^5 into y^2*x. */
  algsubs(equation: Input, expression: Input): Value
  /** The derivative with respect to one or more names, of an expression or term by term of a series. */
  diff(expression: Input, variable: NameInput, ...more: readonly NameInput[]): Value
  /** The integral of a Laurent polynomial, indefinite or between bounds. */
  int(expression: Input, over: Input): Value
  /** Solves linear equations in any number of unknowns, or a polynomial equation in one: rational roots, and RootOf for the others. */
  solve(equations: Input, unknowns: Input): Value
  /** Computes the sums and products that Sum and Product only write: term by term between integers, in closed form where there is one. */
  value(expression: Input): Value
  /** Another form of the same: polynom drops a series' O-term; list, set, string; binary, octal, hex write an integer's digits; parfrac gives partial fractions; eta writes theta constants, JAC and q-products as eta functions. */
  convert(value: Input, form: Input): Value
  convert(f: Input, kind: Input, by: Input): Value
  /** A root of a polynomial in one name, as an exact number; of a cyclotomic polynomial it is a root of unity in series. */
  RootOf(polynomial: Input): Value
  RootOf(polynomial: Input, variable: NameInput): Value
  /** The root of unity exp(2 pi i/n), an exact number that series take as argument and coefficient. */
  zeta(n: IntegerInput): Value
  /** Decimal digits of a real constant, all of them certain but for the rounding of the last. */
  evalf(value: Input, digits?: IntegerInput): Value
  /** The LaTeX source of a value, as a string. */
  latex(value: Input): Value
  /** A basis of the vectors that a matrix takes to 0, as a set of lists; whole numbers without common factor. */
  nullspace(matrix: ListInput): Value
  /** A basis of the vectors that a matrix takes to 0, as a set of lists; whole numbers without common factor. */
  kernel(matrix: ListInput): Value
  /** A basis of the vectors that a matrix takes to 0, as a set of lists; whole numbers without common factor. */
  NullSpace(matrix: ListInput): Value
  /** The rank of a matrix of rational functions. */
  rank(matrix: ListInput): QExpr
  /** The rank of a matrix of rational functions. */
  Rank(matrix: ListInput): QExpr
  /** The determinant of a square matrix of rational functions. */
  Determinant(matrix: ListInput): Value
  /** The determinant of a square matrix of rational functions. */
  det(matrix: ListInput): Value
  /** The inverse of a square matrix of rational functions. */
  MatrixInverse(matrix: ListInput): List
  /** The inverse of a square matrix of rational functions. */
  inverse(matrix: ListInput): List
  /** The matrix with rows and columns exchanged. */
  Transpose(matrix: ListInput): List
  /** The matrix with rows and columns exchanged. */
  transpose(matrix: ListInput): List
  /** The product of matrices, and of matrices and vectors; A . B and A &* B are the same. */
  Multiply(first: Input, ...others: readonly Input[]): Value
  /** The product of matrices, and of matrices and vectors; A . B and A &* B are the same. */
  multiply(first: Input, ...others: readonly Input[]): Value
  /** The value itself: products and powers of matrices are computed when they are written. */
  evalm(value: Input): Value
  /** The vector x with A x = b; NULL when there is none. */
  LinearSolve(matrix: ListInput, vector: ListInput): Value
  /** The vector x with A x = b; NULL when there is none. */
  linsolve(matrix: ListInput, vector: ListInput): Value
  /** The matrix with ones in its diagonal and zeros beside it. */
  IdentityMatrix(n: IntegerInput): List
  /** A matrix as a list of rows: from rows, or from its size and its entries row by row or a function of row and column. */
  Matrix(matrix: ListInput): List
  Matrix(rows: IntegerInput, columns: IntegerInput, entries?: Input): List
  /** A matrix as a list of rows: from rows, or from its size and its entries row by row or a function of row and column. */
  matrix(matrix: ListInput): List
  matrix(rows: IntegerInput, columns: IntegerInput, entries?: Input): List
  /** A vector as a list: of given entries, of zeros, or of the values of a function of the position. */
  Vector(entries: ListInput): List
  Vector(length: IntegerInput, entries?: Input): List
  /** A vector as a list: of given entries, of zeros, or of the values of a function of the position. */
  vector(entries: ListInput): List
  vector(length: IntegerInput, entries?: Input): List
  /** The q-Pochhammer symbol (a;q)_n, also called q-shifted factorial. */
  aqprod(a: Input, q: Input, n: IntegerInput): Value
  aqprod(a: Input, q: Input, n: IntegerInput, T: IntegerInput): QSeries
  aqprod(a: Input, q: Input, n: Input): Value
  aqprod(parameters: ListInput, q: Input, n: Input): Value
  aqprod(num: IntegerInput, den: IntegerInput, pow: IntegerInput, n: IntegerInput, T: IntegerInput): QSeries
  /** The q-binomial coefficient (Gaussian polynomial) [n over m]; the lower index comes first. */
  qbin(q: Input, m: IntegerInput, n: IntegerInput): QExpr
  qbin(n: IntegerInput, k: IntegerInput, q: Input, T: IntegerInput): QSeries
  qbin(n: IntegerInput, k: IntegerInput, T: IntegerInput): QSeries
  qbin(q: Input, m: Input, n: Input): Value
  /** The q-binomial coefficient (Gaussian polynomial) [n over m]; the lower index comes first. */
  qbinomial(q: Input, m: IntegerInput, n: IntegerInput): QExpr
  qbinomial(n: IntegerInput, k: IntegerInput, q: Input, T: IntegerInput): QSeries
  qbinomial(n: IntegerInput, k: IntegerInput, T: IntegerInput): QSeries
  qbinomial(q: Input, m: Input, n: Input): Value
  /** The q-factorial [n]_q! = [1]_q [2]_q ... [n]_q. */
  qfactorial(n: IntegerInput, q?: Input): QExpr
  qfactorial(n: Input, q?: Input): Value
  /** The q-number [n]_q = 1 + q + ... + q^(n-1). */
  qnumber(n: IntegerInput, q?: Input): Value
  qnumber(n: Input, q?: Input): Value
  /** The infinite product (q^k;q^k)_inf; for a list, the product of these. There is no factor q^(k/24). */
  etaq(q: Input, k: IntegerInput, T: IntegerInput): QSeries
  etaq(q: Input, ks: ListInput, T: IntegerInput): QSeries
  etaq(b: IntegerInput, t: IntegerInput, T: IntegerInput): QSeries
  /** The product of two infinite products (q^a;q^b)_inf (q^(b-a);q^b)_inf. */
  jacprod(a: IntegerInput, b: IntegerInput, q: Input, T: IntegerInput): QSeries
  jacprod(a: IntegerInput, b: IntegerInput, q: Input): Value
  /** Jacobi's triple product as its sum; the base may be a power of the variable and z any monomial or name. */
  tripleprod(z: Input, q: Input, T: IntegerInput): Value
  /** The quintuple product as its sum, with Garvan's sign; prodid and seriesid give the identity itself. */
  quinprod(z: Input, q: Input, T: IntegerInput): QSeries
  quinprod(z: Input, q: Input, form: Input): Value
  /** Winquist's product of ten infinite products, as its double sum; it proves p(11n+6) = 0 mod 11. */
  winquist(a: Input, b: Input, q: Input, T: IntegerInput): QSeries
  /** The theta product in Garvan's meaning; it stays a symbol in products, quotients and powers. */
  JAC(a: IntegerInput, b: IntegerInput, infinity?: Input): Value
  /** Writes a product of JACs with infinite products (q^a;q^b)_inf and cancels. */
  jac2prod(jacexpr: Input): Value
  jac2prod(jacexpr: Input, q: NameInput, T: IntegerInput): QSeries
  /** Expands products and sums of JACs, each by its theta series. */
  jac2series(jacexpr: Input, T: IntegerInput): QSeries
  jac2series(jacexpr: Input, q: NameInput, T: IntegerInput): QSeries
  /** Writes a series as a sum of JAC products: a symbolic sum term by term, a series by itself or by its dissections. */
  qs2jaccombo(f: Input, q: NameInput, T: IntegerInput): Value
  /** The product of 1 - q^n over all n in given residue classes, with one exponent for all. */
  residueprod(residues: ListInput, m: IntegerInput, e: IntegerInput, q: NameInput, T: IntegerInput): QSeries
  residueprod(residues: ListInput, m: IntegerInput, e: IntegerInput, q?: NameInput): Value
  /** Jacobi's theta function of z and q; T bounds the summation index, and the base may be a power of the variable. */
  theta(z: Input, q: Input, T: IntegerInput): QSeries
  theta(z: Input, q: Input): Value
  /** Jacobi's theta constant with half-integer squares as exponents; the fractional powers are kept. */
  theta2(q: Input, T: IntegerInput): QSeries
  theta2(q: Input): Value
  /** Jacobi's theta constant, the sum of q^(n^2). */
  theta3(q: Input, T: IntegerInput): QSeries
  theta3(T: IntegerInput): QSeries
  theta3(q: Input): Value
  /** Jacobi's theta constant, the alternating sum of q^(n^2). */
  theta4(q: Input, T: IntegerInput): QSeries
  theta4(T: IntegerInput): QSeries
  theta4(q: Input): Value
  /** Dedekind's eta function as a symbol: eta(k*tau) = q^(k/24) (q^k;q^k)_inf. */
  eta(k_tau: Input): Value
  eta(q: Input, T: IntegerInput): QSeries
  /** Ramanujan's general theta function f(a,b). */
  ramanujan_f(a: Input, b: Input, T: IntegerInput): QSeries
  ramanujan_f(a: Input, b: Input): Value
  /** Ramanujan's phi(q) = f(q,q), the sum of q^(n^2). */
  ramanujan_phi(q: Input, T: IntegerInput): QSeries
  ramanujan_phi(q: Input): Value
  /** Ramanujan's psi(q) = f(q,q^3), the sum over triangular numbers. */
  ramanujan_psi(q: Input, T: IntegerInput): QSeries
  ramanujan_psi(q: Input): Value
  /** Ramanujan's chi(q) = (-q;q^2)_inf. */
  ramanujan_chi(q: Input, T: IntegerInput): QSeries
  ramanujan_chi(q: Input): Value
  /** The Eisenstein series of weight k for SL2(Z) with constant term 1; weight 2 included. */
  EISENq(k: IntegerInput, T: IntegerInput, q?: NameInput): QSeries
  EISENq(k: IntegerInput, x: Input): Value
  /** The Eisenstein series of weight 2k for SL2(Z) with constant term 1; the argument is half the weight. */
  eisenstein(k: IntegerInput, T: IntegerInput, q?: NameInput): QSeries
  eisenstein(k: IntegerInput, x: Input): Value
  /** Ramanujan's Delta, the cusp form of weight 12; its coefficients are tau(n). */
  DELTA12(T: IntegerInput): QSeries
  DELTA12(q: NameInput, T: IntegerInput): QSeries
  DELTA12(x: Input): Value
  /** Ramanujan's Delta, the cusp form of weight 12; its coefficients are tau(n). */
  Delta(T: IntegerInput): QSeries
  Delta(q: NameInput, T: IntegerInput): QSeries
  Delta(x: Input): Value
  /** The basis E4^a E6^b, 4a + 6b = k, of the modular forms of weight k for SL2(Z). */
  makebasisM(k: IntegerInput, T: IntegerInput, q?: NameInput): List
  /** The partition generating function P times the quasimodular forms of weight at most k: P Phi_1^a Phi_3^b Phi_5^c, 2a + 4b + 6c <= k. */
  makebasisPX(k: IntegerInput, T: IntegerInput, q?: NameInput): List
  /** Klein's modular invariant j with leading term 1/q. */
  kleinj(T: IntegerInput): QSeries
  kleinj(q: NameInput, T: IntegerInput): QSeries
  kleinj(x: Input): Value
  /** Klein's modular invariant j with leading term 1/q. */
  jinvariant(T: IntegerInput): QSeries
  jinvariant(q: NameInput, T: IntegerInput): QSeries
  jinvariant(x: Input): Value
  /** Klein's absolute invariant J = j/1728. */
  kleinJ(T: IntegerInput): QSeries
  kleinJ(q: NameInput, T: IntegerInput): QSeries
  kleinJ(x: Input): Value
  /** Weber's function f, a series in q^(1/48) with leading term q^(-1/48). */
  weber_f(T: IntegerInput): QSeries
  weber_f(q: NameInput, T: IntegerInput): QSeries
  weber_f(x: Input): Value
  /** Weber's function f1, a series in q^(1/48) with leading term q^(-1/48). */
  weber_f1(T: IntegerInput): QSeries
  weber_f1(q: NameInput, T: IntegerInput): QSeries
  weber_f1(x: Input): Value
  /** Weber's function f2; the square root of 2 is zeta(8) - zeta(8)^3. */
  weber_f2(T: IntegerInput): QSeries
  weber_f2(q: NameInput, T: IntegerInput): QSeries
  weber_f2(x: Input): Value
  /** The Hauptmodul of Gamma_0(N), N of genus 0, as an eta quotient with leading term 1/q; N = 1 gives j. */
  hauptmodul(N: IntegerInput, T: IntegerInput, q?: NameInput): QSeries
  hauptmodul(N: IntegerInput, x: Input): Value
  /** The cubic theta function a(q), the theta series of the hexagonal lattice. */
  cubic_a(T: IntegerInput): QSeries
  cubic_a(q: NameInput, T: IntegerInput): QSeries
  cubic_a(x: Input): Value
  /** The cubic theta function b(q) = eta(tau)^3/eta(3tau). */
  cubic_b(T: IntegerInput): QSeries
  cubic_b(q: NameInput, T: IntegerInput): QSeries
  cubic_b(x: Input): Value
  /** The cubic theta function c(q) = 3 eta(3tau)^3/eta(tau), with exponents in 1/3 + Z. */
  cubic_c(T: IntegerInput): QSeries
  cubic_c(q: NameInput, T: IntegerInput): QSeries
  cubic_c(x: Input): Value
  /** The Rogers-Ramanujan function G(q). */
  rogers_ramanujan_G(T: IntegerInput): QSeries
  rogers_ramanujan_G(q: NameInput, T: IntegerInput): QSeries
  rogers_ramanujan_G(x: Input): Value
  /** The Rogers-Ramanujan function H(q). */
  rogers_ramanujan_H(T: IntegerInput): QSeries
  rogers_ramanujan_H(q: NameInput, T: IntegerInput): QSeries
  rogers_ramanujan_H(x: Input): Value
  /** The Rogers-Ramanujan continued fraction, with its factor q^(1/5). */
  rogers_ramanujan_R(T: IntegerInput): QSeries
  rogers_ramanujan_R(q: NameInput, T: IntegerInput): QSeries
  rogers_ramanujan_R(x: Input): Value
  /** The generating function of the divisor sums sigma_j(n). */
  Phiq(j: IntegerInput, T: IntegerInput, q?: NameInput): QSeries
  Phiq(j: IntegerInput, x: Input): Value
  /** The generating function of divisor sums with characters: d^j weighted by the Kronecker symbols (D/d) and (E/(n/d)). */
  sigma_gf(j: IntegerInput, D: Input, E: Input, T: IntegerInput, q?: NameInput): QSeries
  sigma_gf(j: IntegerInput, D: Input, E: Input, x: Input): Value
  /** The Lambert series of an arithmetic function. */
  lambert(f: Input, q: NameInput, T: IntegerInput): QSeries
  /** The number of partitions of n; with m, those with no part above m. */
  numbpart(n: IntegerInput): QExpr
  numbpart(n: IntegerInput, m: IntegerInput): QExpr
  /** The number of partitions of n; with m, those with no part above m. */
  partition_count(n: IntegerInput): QExpr
  partition_count(n: IntegerInput, m: IntegerInput): QExpr
  /** All partitions of n, each with descending parts, in lexicographically decreasing order. */
  partitions(n: IntegerInput): List
  /** All partitions of n, each with descending parts, in lexicographically decreasing order. */
  partition(n: IntegerInput): List
  /** Dyson's rank of a partition; 0 for the empty one. */
  drank(ptn: ListInput): QExpr
  /** The crank of a partition: the largest part if there is no 1, else the number of parts above w, minus w, where w counts the ones. */
  agcrank(ptn: ListInput): QExpr
  /** The M2-rank: half the largest part, rounded up, minus the number of parts. */
  m2rank(ptn: ListInput): QExpr
  /** The largest part; 0 for the empty partition. */
  lp(ptn: ListInput): QExpr
  /** The number of parts. */
  np_parts(ptn: ListInput): QExpr
  /** The number of even parts. */
  nep(ptn: ListInput): QExpr
  /** The sum of the parts. */
  ptnnorm(ptn: ListInput): QExpr
  /** The largest part minus the smallest. */
  lamPD(ptn: ListInput): QExpr
  /** The number of parts above the largest even part. */
  kapPD(ptn: ListInput): QExpr
  /** How often the largest even part occurs. */
  numLE(ptn: ListInput): QExpr
  /** The side of the Durfee square: the largest d with at least d parts that are at least d. */
  durfee(ptn: ListInput): QExpr
  /** The side of the Durfee square: the largest d with at least d parts that are at least d. */
  durfeesquare(ptn: ListInput): QExpr
  /** 1 when all parts are different. */
  ptnDP(ptn: ListInput): Value
  /** 1 when all parts are odd. */
  ptnOP(ptn: ListInput): Value
  /** 1 when the parts differ by at least 2 (Rogers-Ramanujan). */
  ptnRR(ptn: ListInput): Value
  /** 1 when the parts differ by at least 3. */
  ptnCC(ptn: ListInput): Value
  /** 1 when the parts differ by at least 3 and multiples of 3 by more than 3 (Schur 1926). */
  ptnSCHUR(ptn: ListInput): Value
  /** 1 when every even part is smaller than every odd part. */
  ptnOE(ptn: ListInput): Value
  /** The number of partitions of n into distinct parts. */
  PDP(n: IntegerInput): QExpr
  /** The number of partitions of n in which every even part is smaller than every odd part. */
  POE(n: IntegerInput): QExpr
  /** The number of partitions of n whose parts differ by at least 2. */
  PRR(n: IntegerInput): QExpr
  /** The number of partitions of n that satisfy Schur's condition. */
  PSCHUR(n: IntegerInput): QExpr
  /** The conjugate partition: columns of the Ferrers diagram become rows. */
  conjpart(ptn: ListInput): Value
  /** The Frobenius symbol: arms and legs of the diagonal of the Ferrers diagram. */
  frobenius(ptn: ListInput): Value
  /** The hook lengths of the cells, row by row. */
  hooks(ptn: ListInput): List
  /** All overpartitions of n, each as [overlined parts, other parts]. */
  overptns(n: IntegerInput): List
  /** Dyson's rank of an overpartition: largest part minus number of parts. */
  overptnrank(dptn: ListInput, ptn: ListInput): QExpr
  /** The first residual crank of an overpartition: the crank of the parts that are not overlined. */
  overptncrank(dptn: ListInput, ptn: ListInput): QExpr
  /** The generating function of all partitions. */
  partition_gf(T: IntegerInput): QSeries
  partition_gf(q: NameInput, T: IntegerInput): QSeries
  partition_gf(x: Input): Value
  /** The generating function of partitions into distinct parts. */
  distinct_parts_gf(T: IntegerInput): QSeries
  distinct_parts_gf(q: NameInput, T: IntegerInput): QSeries
  distinct_parts_gf(x: Input): Value
  /** The generating function of partitions into odd parts. */
  odd_parts_gf(T: IntegerInput): QSeries
  odd_parts_gf(q: NameInput, T: IntegerInput): QSeries
  odd_parts_gf(x: Input): Value
  /** The generating function of plane partitions. */
  plane_partition_gf(T: IntegerInput): QSeries
  plane_partition_gf(q: NameInput, T: IntegerInput): QSeries
  plane_partition_gf(x: Input): Value
  /** The generating function of overpartitions. */
  overpartition_gf(T: IntegerInput): QSeries
  overpartition_gf(q: NameInput, T: IntegerInput): QSeries
  overpartition_gf(x: Input): Value
  /** The generating function of spt(n), the number of smallest parts in the partitions of n. */
  spt_gf(T: IntegerInput): QSeries
  spt_gf(q: NameInput, T: IntegerInput): QSeries
  spt_gf(x: Input): Value
  /** The generating function of partitions with no part above m. */
  bounded_parts_gf(m: IntegerInput, T: IntegerInput, q?: NameInput): QSeries
  /** The generating function of partitions into parts from given residue classes. */
  partitions_residue_gf(S: ListInput, m: IntegerInput, T: IntegerInput, q?: NameInput): QSeries
  /** The generating function of partitions whose parts differ by at least d. */
  difference_gf(d: IntegerInput, T: IntegerInput, q?: NameInput): QSeries
  /** The generating function of partitions whose parts come in k colours. */
  colored_gf(k: IntegerInput, T: IntegerInput, q?: NameInput): QSeries
  /** The generating function of t-cores. */
  tcore_gf(t: IntegerInput, T: IntegerInput, q?: NameInput): QSeries
  /** The two-variable generating function of Dyson's rank. */
  rank_gf(z: Input, q: NameInput, T: IntegerInput): QSeries
  rank_gf(znum: IntegerInput, zden: IntegerInput, T: IntegerInput): QSeries
  rank_gf(z: Input, T: IntegerInput): QSeries
  /** The two-variable generating function of the crank; M(0,1) = -1 and M(1,1) = M(-1,1) = 1. */
  crank_gf(z: Input, q: NameInput, T: IntegerInput): QSeries
  crank_gf(znum: IntegerInput, zden: IntegerInput, T: IntegerInput): QSeries
  crank_gf(z: Input, T: IntegerInput): QSeries
  /** The generating function of the number of partitions of n with rank m. */
  rankgf(m: IntegerInput, T: IntegerInput, q?: NameInput): QSeries
  rankgf(m: IntegerInput, x: Input): Value
  /** The generating function of the number of partitions of n with crank m. */
  crankgf(m: IntegerInput, T: IntegerInput, q?: NameInput): QSeries
  crankgf(m: IntegerInput, x: Input): Value
  /** N(m,n): partitions of n with rank m; N(r,t,n): with rank congruent to r mod t. */
  N(m: IntegerInput, n: IntegerInput): QExpr
  N(r: IntegerInput, t: IntegerInput, n: IntegerInput): QExpr
  /** M(m,n): partitions of n with crank m; M(r,t,n): with crank congruent to r mod t. */
  M(m: IntegerInput, n: IntegerInput): QExpr
  M(r: IntegerInput, t: IntegerInput, n: IntegerInput): QExpr
  /** NS(m,n): the spt-crank counts; they sum to spt(n) over all m. */
  NS(m: IntegerInput, n: IntegerInput): QExpr
  NS(r: IntegerInput, t: IntegerInput, n: IntegerInput): QExpr
  /** M2N(m,n): partitions of n without repeated odd parts and with M2-rank m; M2N(k,r,n): with M2-rank congruent to k mod r. */
  M2N(m: IntegerInput, n: IntegerInput): QExpr
  M2N(r: IntegerInput, t: IntegerInput, n: IntegerInput): QExpr
  /** NBAR(m,n): overpartitions of n with Dyson's rank m; NBAR(r,t,n): with rank congruent to r mod t. */
  NBAR(m: IntegerInput, n: IntegerInput): QExpr
  NBAR(r: IntegerInput, t: IntegerInput, n: IntegerInput): QExpr
  /** MBAR(m,n): overpartitions of n by their first residual crank m; MBAR(k,r,n): crank congruent to k mod r. */
  MBAR(m: IntegerInput, n: IntegerInput): QExpr
  MBAR(r: IntegerInput, t: IntegerInput, n: IntegerInput): QExpr
  /** The number of overpartitions of n. */
  pbar(n: IntegerInput): QExpr
  /** The number of smallest parts, counted over all partitions of n. */
  spt(n: IntegerInput): QExpr
  /** The sum of the spt-crank counts NS(m,n) over m congruent to k mod r. */
  sptcrankresnum(k: IntegerInput, r: IntegerInput, n: IntegerInput): QExpr
  /** The number of overpartitions of n whose first residual crank, as overptncrank gives it, is congruent to k mod r. */
  ocrankresnum(k: IntegerInput, r: IntegerInput, n: IntegerInput): QExpr
  /** The generating function of the M2-rank differences M2N(k1,t,tn+r) - M2N(k2,t,tn+r). */
  GFDM2N(k1: IntegerInput, k2: IntegerInput, t: IntegerInput, r: IntegerInput, T?: IntegerInput, q?: NameInput): QSeries
  /** 1 when no hook length of the partition is divisible by t. */
  istcore(ptn: ListInput, t: IntegerInput): Value
  /** The t-core of a partition: what is left after removing rim hooks of length t. */
  tcoreofptn(ptn: ListInput, t: IntegerInput): Value
  /** All t-cores of n, in lexicographically decreasing order. */
  tcores(t: IntegerInput, n: IntegerInput): List
  /** The number of cells of residue k, where the cell in row i and column j has residue j - i mod t. */
  rvec(ptn: ListInput, t: IntegerInput, k: IntegerInput): QExpr
  /** The numbers of cells of residue 0, 1, ..., t-1. */
  ptn2rvec(ptn: ListInput, t: IntegerInput): List
  /** The n-vector of a partition; it determines its t-core. */
  ptn2nvec(ptn: ListInput, t: IntegerInput): List
  /** The t-core with the given n-vector, t being its length. */
  nvec2ptn(nvec: ListInput): Value
  /** The alpha-vector of a 5-core of 5n+4 or a 7-core of 7n+5: its cyclic shifts are the cores of one orbit. */
  nvec2alphavec(nvec: ListInput): List
  /** The t-quotient of a partition: t partitions. */
  tquot(ptn: ListInput, t: IntegerInput): List
  /** The bijection of Littlewood: [t-core, t-quotient]. */
  phi1(ptn: ListInput, t: IntegerInput): Value
  /** The partition with the given t-core and t-quotient; the inverse of phi1. */
  invphi1(core: ListInput, quotient: ListInput): Value
  invphi1(pair: ListInput): Value
  /** The t-core crank, t an odd prime; it splits the partitions of 5n+4, 7n+5 and 11n+6 into equal classes. */
  tcrank(ptn: ListInput, t: Input): QExpr
  /** The t-residue diagram: rows of residues j - i mod t. */
  tresdiag(ptn: ListInput, t: IntegerInput): List
  /** The bi-infinite words of the extended residue diagram for the regions -m, ..., m: E marks an exposed cell. */
  makebiw(ptn: ListInput, t: IntegerInput, m: IntegerInput): List
  /** A mock theta function by name and order. */
  mock(name: Input, order: IntegerInput, T?: IntegerInput): QSeries
  mock(name: Input, order: IntegerInput, q: Input): Value
  /** A mock theta function by name and order. */
  mockqs(name: Input, order: IntegerInput, T?: IntegerInput): QSeries
  mockqs(name: Input, order: IntegerInput, q: Input): Value
  /** The names of the mock theta functions of an order, as mock(name, order) takes them. */
  mockdesorder(m: IntegerInput): List
  /** The mock theta function A of second order. */
  mock_theta_cap_a2(T: IntegerInput): QSeries
  mock_theta_cap_a2(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_a2(x: Input): Value
  /** The mock theta function A of second order. */
  mock_theta_cap_a_2(T: IntegerInput): QSeries
  mock_theta_cap_a_2(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_a_2(x: Input): Value
  /** The mock theta function B of second order. */
  mock_theta_cap_b2(T: IntegerInput): QSeries
  mock_theta_cap_b2(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_b2(x: Input): Value
  /** The mock theta function B of second order. */
  mock_theta_cap_b_2(T: IntegerInput): QSeries
  mock_theta_cap_b_2(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_b_2(x: Input): Value
  /** The mock theta function mu of second order. */
  mock_theta_mu2(T: IntegerInput): QSeries
  mock_theta_mu2(q: NameInput, T: IntegerInput): QSeries
  mock_theta_mu2(x: Input): Value
  /** The mock theta function mu of second order. */
  mock_theta_mu_2(T: IntegerInput): QSeries
  mock_theta_mu_2(q: NameInput, T: IntegerInput): QSeries
  mock_theta_mu_2(x: Input): Value
  /** The mock theta function f of third order. */
  mock_theta_f3(T: IntegerInput): QSeries
  mock_theta_f3(q: NameInput, T: IntegerInput): QSeries
  mock_theta_f3(x: Input): Value
  /** The mock theta function f of third order. */
  mock_theta_f_3(T: IntegerInput): QSeries
  mock_theta_f_3(q: NameInput, T: IntegerInput): QSeries
  mock_theta_f_3(x: Input): Value
  /** The mock theta function phi of third order. */
  mock_theta_phi3(T: IntegerInput): QSeries
  mock_theta_phi3(q: NameInput, T: IntegerInput): QSeries
  mock_theta_phi3(x: Input): Value
  /** The mock theta function phi of third order. */
  mock_theta_phi_3(T: IntegerInput): QSeries
  mock_theta_phi_3(q: NameInput, T: IntegerInput): QSeries
  mock_theta_phi_3(x: Input): Value
  /** The mock theta function psi of third order. */
  mock_theta_psi3(T: IntegerInput): QSeries
  mock_theta_psi3(q: NameInput, T: IntegerInput): QSeries
  mock_theta_psi3(x: Input): Value
  /** The mock theta function psi of third order. */
  mock_theta_psi_3(T: IntegerInput): QSeries
  mock_theta_psi_3(q: NameInput, T: IntegerInput): QSeries
  mock_theta_psi_3(x: Input): Value
  /** The mock theta function chi of third order. */
  mock_theta_chi3(T: IntegerInput): QSeries
  mock_theta_chi3(q: NameInput, T: IntegerInput): QSeries
  mock_theta_chi3(x: Input): Value
  /** The mock theta function chi of third order. */
  mock_theta_chi_3(T: IntegerInput): QSeries
  mock_theta_chi_3(q: NameInput, T: IntegerInput): QSeries
  mock_theta_chi_3(x: Input): Value
  /** The mock theta function omega of third order. */
  mock_theta_omega3(T: IntegerInput): QSeries
  mock_theta_omega3(q: NameInput, T: IntegerInput): QSeries
  mock_theta_omega3(x: Input): Value
  /** The mock theta function omega of third order. */
  mock_theta_omega_3(T: IntegerInput): QSeries
  mock_theta_omega_3(q: NameInput, T: IntegerInput): QSeries
  mock_theta_omega_3(x: Input): Value
  /** The mock theta function nu of third order. */
  mock_theta_nu3(T: IntegerInput): QSeries
  mock_theta_nu3(q: NameInput, T: IntegerInput): QSeries
  mock_theta_nu3(x: Input): Value
  /** The mock theta function nu of third order. */
  mock_theta_nu_3(T: IntegerInput): QSeries
  mock_theta_nu_3(q: NameInput, T: IntegerInput): QSeries
  mock_theta_nu_3(x: Input): Value
  /** The mock theta function rho of third order. */
  mock_theta_rho3(T: IntegerInput): QSeries
  mock_theta_rho3(q: NameInput, T: IntegerInput): QSeries
  mock_theta_rho3(x: Input): Value
  /** The mock theta function rho of third order. */
  mock_theta_rho_3(T: IntegerInput): QSeries
  mock_theta_rho_3(q: NameInput, T: IntegerInput): QSeries
  mock_theta_rho_3(x: Input): Value
  /** The mock theta function xi of third order. */
  mock_theta_xi3(T: IntegerInput): QSeries
  mock_theta_xi3(q: NameInput, T: IntegerInput): QSeries
  mock_theta_xi3(x: Input): Value
  /** The mock theta function xi of third order. */
  mock_theta_xi_3(T: IntegerInput): QSeries
  mock_theta_xi_3(q: NameInput, T: IntegerInput): QSeries
  mock_theta_xi_3(x: Input): Value
  /** The mock theta function sigma of third order. */
  mock_theta_sigma3(T: IntegerInput): QSeries
  mock_theta_sigma3(q: NameInput, T: IntegerInput): QSeries
  mock_theta_sigma3(x: Input): Value
  /** The mock theta function sigma of third order. */
  mock_theta_sigma_3(T: IntegerInput): QSeries
  mock_theta_sigma_3(q: NameInput, T: IntegerInput): QSeries
  mock_theta_sigma_3(x: Input): Value
  /** The mock theta function f0 of fifth order. */
  mock_theta_f0_5(T: IntegerInput): QSeries
  mock_theta_f0_5(q: NameInput, T: IntegerInput): QSeries
  mock_theta_f0_5(x: Input): Value
  /** The mock theta function f1 of fifth order. */
  mock_theta_f1_5(T: IntegerInput): QSeries
  mock_theta_f1_5(q: NameInput, T: IntegerInput): QSeries
  mock_theta_f1_5(x: Input): Value
  /** The mock theta function F0 of fifth order. */
  mock_theta_cap_f0_5(T: IntegerInput): QSeries
  mock_theta_cap_f0_5(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_f0_5(x: Input): Value
  /** The mock theta function F1 of fifth order. */
  mock_theta_cap_f1_5(T: IntegerInput): QSeries
  mock_theta_cap_f1_5(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_f1_5(x: Input): Value
  /** The mock theta function phi0 of fifth order. */
  mock_theta_phi0_5(T: IntegerInput): QSeries
  mock_theta_phi0_5(q: NameInput, T: IntegerInput): QSeries
  mock_theta_phi0_5(x: Input): Value
  /** The mock theta function phi1 of fifth order. */
  mock_theta_phi1_5(T: IntegerInput): QSeries
  mock_theta_phi1_5(q: NameInput, T: IntegerInput): QSeries
  mock_theta_phi1_5(x: Input): Value
  /** The mock theta function psi0 of fifth order. */
  mock_theta_psi0_5(T: IntegerInput): QSeries
  mock_theta_psi0_5(q: NameInput, T: IntegerInput): QSeries
  mock_theta_psi0_5(x: Input): Value
  /** The mock theta function psi1 of fifth order. */
  mock_theta_psi1_5(T: IntegerInput): QSeries
  mock_theta_psi1_5(q: NameInput, T: IntegerInput): QSeries
  mock_theta_psi1_5(x: Input): Value
  /** The mock theta function chi0 of fifth order. */
  mock_theta_chi0_5(T: IntegerInput): QSeries
  mock_theta_chi0_5(q: NameInput, T: IntegerInput): QSeries
  mock_theta_chi0_5(x: Input): Value
  /** The mock theta function chi1 of fifth order. */
  mock_theta_chi1_5(T: IntegerInput): QSeries
  mock_theta_chi1_5(q: NameInput, T: IntegerInput): QSeries
  mock_theta_chi1_5(x: Input): Value
  /** The mock theta function Phi of fifth order. */
  mock_theta_cap_phi5(T: IntegerInput): QSeries
  mock_theta_cap_phi5(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_phi5(x: Input): Value
  /** The mock theta function Phi of fifth order. */
  mock_theta_cap_phi_5(T: IntegerInput): QSeries
  mock_theta_cap_phi_5(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_phi_5(x: Input): Value
  /** The mock theta function Psi of fifth order. */
  mock_theta_cap_psi5(T: IntegerInput): QSeries
  mock_theta_cap_psi5(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_psi5(x: Input): Value
  /** The mock theta function Psi of fifth order. */
  mock_theta_cap_psi_5(T: IntegerInput): QSeries
  mock_theta_cap_psi_5(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_psi_5(x: Input): Value
  /** The mock theta function phi of sixth order. */
  mock_theta_phi6(T: IntegerInput): QSeries
  mock_theta_phi6(q: NameInput, T: IntegerInput): QSeries
  mock_theta_phi6(x: Input): Value
  /** The mock theta function phi of sixth order. */
  mock_theta_phi_6(T: IntegerInput): QSeries
  mock_theta_phi_6(q: NameInput, T: IntegerInput): QSeries
  mock_theta_phi_6(x: Input): Value
  /** The mock theta function psi of sixth order. */
  mock_theta_psi6(T: IntegerInput): QSeries
  mock_theta_psi6(q: NameInput, T: IntegerInput): QSeries
  mock_theta_psi6(x: Input): Value
  /** The mock theta function psi of sixth order. */
  mock_theta_psi_6(T: IntegerInput): QSeries
  mock_theta_psi_6(q: NameInput, T: IntegerInput): QSeries
  mock_theta_psi_6(x: Input): Value
  /** The mock theta function rho of sixth order. */
  mock_theta_rho6(T: IntegerInput): QSeries
  mock_theta_rho6(q: NameInput, T: IntegerInput): QSeries
  mock_theta_rho6(x: Input): Value
  /** The mock theta function rho of sixth order. */
  mock_theta_rho_6(T: IntegerInput): QSeries
  mock_theta_rho_6(q: NameInput, T: IntegerInput): QSeries
  mock_theta_rho_6(x: Input): Value
  /** The mock theta function sigma of sixth order. */
  mock_theta_sigma6(T: IntegerInput): QSeries
  mock_theta_sigma6(q: NameInput, T: IntegerInput): QSeries
  mock_theta_sigma6(x: Input): Value
  /** The mock theta function sigma of sixth order. */
  mock_theta_sigma_6(T: IntegerInput): QSeries
  mock_theta_sigma_6(q: NameInput, T: IntegerInput): QSeries
  mock_theta_sigma_6(x: Input): Value
  /** The mock theta function lambda of sixth order. */
  mock_theta_lambda6(T: IntegerInput): QSeries
  mock_theta_lambda6(q: NameInput, T: IntegerInput): QSeries
  mock_theta_lambda6(x: Input): Value
  /** The mock theta function lambda of sixth order. */
  mock_theta_lambda_6(T: IntegerInput): QSeries
  mock_theta_lambda_6(q: NameInput, T: IntegerInput): QSeries
  mock_theta_lambda_6(x: Input): Value
  /** The mock theta function mu of sixth order. */
  mock_theta_mu6(T: IntegerInput): QSeries
  mock_theta_mu6(q: NameInput, T: IntegerInput): QSeries
  mock_theta_mu6(x: Input): Value
  /** The mock theta function mu of sixth order. */
  mock_theta_mu_6(T: IntegerInput): QSeries
  mock_theta_mu_6(q: NameInput, T: IntegerInput): QSeries
  mock_theta_mu_6(x: Input): Value
  /** The mock theta function gamma of sixth order. */
  mock_theta_gamma6(T: IntegerInput): QSeries
  mock_theta_gamma6(q: NameInput, T: IntegerInput): QSeries
  mock_theta_gamma6(x: Input): Value
  /** The mock theta function gamma of sixth order. */
  mock_theta_gamma_6(T: IntegerInput): QSeries
  mock_theta_gamma_6(q: NameInput, T: IntegerInput): QSeries
  mock_theta_gamma_6(x: Input): Value
  /** The mock theta function phi_minus of sixth order. */
  mock_theta_phi_minus6(T: IntegerInput): QSeries
  mock_theta_phi_minus6(q: NameInput, T: IntegerInput): QSeries
  mock_theta_phi_minus6(x: Input): Value
  /** The mock theta function phi_minus of sixth order. */
  mock_theta_phi_minus_6(T: IntegerInput): QSeries
  mock_theta_phi_minus_6(q: NameInput, T: IntegerInput): QSeries
  mock_theta_phi_minus_6(x: Input): Value
  /** The mock theta function psi_minus of sixth order. */
  mock_theta_psi_minus6(T: IntegerInput): QSeries
  mock_theta_psi_minus6(q: NameInput, T: IntegerInput): QSeries
  mock_theta_psi_minus6(x: Input): Value
  /** The mock theta function psi_minus of sixth order. */
  mock_theta_psi_minus_6(T: IntegerInput): QSeries
  mock_theta_psi_minus_6(q: NameInput, T: IntegerInput): QSeries
  mock_theta_psi_minus_6(x: Input): Value
  /** The mock theta function F0 of seventh order. */
  mock_theta_cap_f0_7(T: IntegerInput): QSeries
  mock_theta_cap_f0_7(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_f0_7(x: Input): Value
  /** The mock theta function F1 of seventh order. */
  mock_theta_cap_f1_7(T: IntegerInput): QSeries
  mock_theta_cap_f1_7(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_f1_7(x: Input): Value
  /** The mock theta function F2 of seventh order. */
  mock_theta_cap_f2_7(T: IntegerInput): QSeries
  mock_theta_cap_f2_7(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_f2_7(x: Input): Value
  /** The mock theta function S0 of eighth order. */
  mock_theta_cap_s0_8(T: IntegerInput): QSeries
  mock_theta_cap_s0_8(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_s0_8(x: Input): Value
  /** The mock theta function S1 of eighth order. */
  mock_theta_cap_s1_8(T: IntegerInput): QSeries
  mock_theta_cap_s1_8(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_s1_8(x: Input): Value
  /** The mock theta function T0 of eighth order. */
  mock_theta_cap_t0_8(T: IntegerInput): QSeries
  mock_theta_cap_t0_8(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_t0_8(x: Input): Value
  /** The mock theta function T1 of eighth order. */
  mock_theta_cap_t1_8(T: IntegerInput): QSeries
  mock_theta_cap_t1_8(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_t1_8(x: Input): Value
  /** The mock theta function U0 of eighth order. */
  mock_theta_cap_u0_8(T: IntegerInput): QSeries
  mock_theta_cap_u0_8(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_u0_8(x: Input): Value
  /** The mock theta function U1 of eighth order. */
  mock_theta_cap_u1_8(T: IntegerInput): QSeries
  mock_theta_cap_u1_8(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_u1_8(x: Input): Value
  /** The mock theta function V0 of eighth order. */
  mock_theta_cap_v0_8(T: IntegerInput): QSeries
  mock_theta_cap_v0_8(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_v0_8(x: Input): Value
  /** The mock theta function V1 of eighth order. */
  mock_theta_cap_v1_8(T: IntegerInput): QSeries
  mock_theta_cap_v1_8(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_v1_8(x: Input): Value
  /** The mock theta function phi of tenth order. */
  mock_theta_phi10(T: IntegerInput): QSeries
  mock_theta_phi10(q: NameInput, T: IntegerInput): QSeries
  mock_theta_phi10(x: Input): Value
  /** The mock theta function phi of tenth order. */
  mock_theta_phi_10(T: IntegerInput): QSeries
  mock_theta_phi_10(q: NameInput, T: IntegerInput): QSeries
  mock_theta_phi_10(x: Input): Value
  /** The mock theta function psi of tenth order. */
  mock_theta_psi10(T: IntegerInput): QSeries
  mock_theta_psi10(q: NameInput, T: IntegerInput): QSeries
  mock_theta_psi10(x: Input): Value
  /** The mock theta function psi of tenth order. */
  mock_theta_psi_10(T: IntegerInput): QSeries
  mock_theta_psi_10(q: NameInput, T: IntegerInput): QSeries
  mock_theta_psi_10(x: Input): Value
  /** The mock theta function X of tenth order. */
  mock_theta_cap_x10(T: IntegerInput): QSeries
  mock_theta_cap_x10(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_x10(x: Input): Value
  /** The mock theta function X of tenth order. */
  mock_theta_cap_x_10(T: IntegerInput): QSeries
  mock_theta_cap_x_10(q: NameInput, T: IntegerInput): QSeries
  mock_theta_cap_x_10(x: Input): Value
  /** The mock theta function chi of tenth order. */
  mock_theta_chi10(T: IntegerInput): QSeries
  mock_theta_chi10(q: NameInput, T: IntegerInput): QSeries
  mock_theta_chi10(x: Input): Value
  /** The mock theta function chi of tenth order. */
  mock_theta_chi_10(T: IntegerInput): QSeries
  mock_theta_chi_10(q: NameInput, T: IntegerInput): QSeries
  mock_theta_chi_10(x: Input): Value
  /** The Appell-Lerch sum m(x,q,z) of Hickerson and Mortenson, with its factor 1/j(z;q). */
  appell_m(x: Input, q: Input, z: Input, T: IntegerInput): QSeries
  /** The Appell-Lerch sum m(x,q,z) of Hickerson and Mortenson, with its factor 1/j(z;q). */
  appell_lerch_m(x: Input, q: Input, z: Input, T: IntegerInput): QSeries
  /** The theta function j(z;q), z a number or root of unity times a power of q. */
  jtheta(z: Input, q: Input, T: IntegerInput): QSeries
  /** The universal mock theta function g3(x;q). */
  g3(x: Input, q: Input, T: IntegerInput): QSeries
  /** The universal mock theta function g3(x;q). */
  universal_mock_theta_g3(x: Input, q: Input, T: IntegerInput): QSeries
  /** The universal mock theta function g2(x;q). */
  g2(x: Input, q: Input, T: IntegerInput): QSeries
  /** The universal mock theta function g2(x;q). */
  universal_mock_theta_g2(x: Input, q: Input, T: IntegerInput): QSeries
  /** What is not known of a series from the exponent T on; a factor free of the variable is dropped. */
  O(power: Input): QSeries
  /** The exponential. Of a series it is a series, of a rational multiple of Pi*I a root of unity; of anything else the call stays, to be expanded by series. */
  exp(f: Input): Value
  /** The logarithm. Of a series it is a series; of anything else the call stays, to be expanded by series. */
  log(f: Input): Value
  /** The logarithm. Of a series it is a series; of anything else the call stays, to be expanded by series. */
  ln(f: Input): Value
  /** Expands anything that has a series - rational functions, products, eta and theta functions, JACs, sums - to O(q^T), or cuts a series there. */
  series(f: Input, q: Input, T: IntegerInput): QSeries
  /** Expands anything that has a series - rational functions, products, eta and theta functions, JACs, sums - to O(q^T), or cuts a series there. */
  taylor(f: Input, q: Input, T: IntegerInput): QSeries
  /** Takes every n-th coefficient from the k-th on: the sum of a(ni+k) q^i with ni + k <= T. */
  sift(s: Input, q: NameInput, n: IntegerInput, k: IntegerInput, T?: IntegerInput): QSeries
  /** The number of non-zero terms: of a series among the known ones, of a polynomial in all. */
  nterms(f: Input): QExpr
  /** The highest exponent with a non-zero coefficient. */
  qdegree(f: Input, q?: NameInput): Value
  /** The lowest exponent with a non-zero coefficient. */
  lqdegree(f: Input, q?: NameInput): Value
  /** The power of q in a monomial; of anything else its lowest exponent. */
  lqdegree0(f: Input, q?: NameInput): Value
  /** Replaces q by q^d. */
  dilly(f: Input, d: IntegerInput): Value
  /** Replaces q by q^d. */
  subs_q(f: Input, d: IntegerInput): Value
  /** The derivative q d/dq. */
  qdiff(f: Input): Value
  /** The compositional inverse: the series g with f(g(q)) = q. f begins with a multiple of q. */
  reversion(f: Input, q?: NameInput, T?: IntegerInput): QSeries
  /** The m-dissection: the list of all m siftings. */
  dissect(f: Input, m: IntegerInput, T?: IntegerInput): List
  /** 1 when all exponents that occur lie in one class modulo p, else 0. */
  sieveqcheck(f: Input, p: IntegerInput): Value
  /** The class k modulo p in which the fewest non-zero terms with exponents up to T lie; the least k when several do. */
  siftfindrange(f: Input, p: IntegerInput, T: IntegerInput): QExpr
  /** The quadratic polynomial in n with given values at n = 0, 1, 2; with T, the list of its values for n = 0, ..., T. */
  polyfind(n0: RationalInput, n1: RationalInput, n2: RationalInput, T?: IntegerInput): Value
  /** The series with coefficients in Z/m. What is computed with it stays modulo m and takes the bits of a residue for each coefficient, so that 10^8 of them fit. */
  seriesmod(f: Input, m: IntegerInput): QSeries
  /** How many known coefficients are 0, 1, ..., m - 1 modulo m. They are counted from exponent 0, or from a negative first one, to the last known one. */
  residuecounts(f: Input, m: IntegerInput): List
  /** Writes a series as a product of powers of 1 - q^n, n < T. */
  prodmake(f: Input, q: NameInput, T: IntegerInput): Value
  prodmake(f: Input, q: NameInput, T: IntegerInput, form: Input): List
  /** Writes a series as a product of powers of 1 - q^n, n < T. */
  newprodmake(f: Input, q: NameInput, T: IntegerInput): Value
  newprodmake(f: Input, q: NameInput, T: IntegerInput, form: Input): List
  /** Writes a series as an eta quotient times a constant and a power of q. */
  etamake(f: Input, q: NameInput, T: IntegerInput): Value
  /** As etamake, with E_k = (q^k;q^k)_inf in place of eta(k*tau): no fractional powers of q arise. */
  qetamake(f: Input, q: NameInput, T: IntegerInput): Value
  /** Writes a series as a product of JAC(a,b,infinity), half-integer powers included; with P, only periods that divide P are tried. */
  jacprodmake(f: Input, q: NameInput, T: IntegerInput, P?: IntegerInput): Value
  /** Writes a series as a product of powers of 1 + q^n, n < T. */
  mprodmake(f: Input, q: NameInput, T: IntegerInput): Value
  /** Says whether a series looks like a product: nice when all exponents b_n, n <= Q, are smaller than M in size. */
  checkprod(f: Input, M: IntegerInput, Q: IntegerInput): Value
  /** 1 when a(mn) = a(m)a(n) for all coprime m, n with mn <= T and a(1) = 1; with yes, all failures are printed. */
  checkmult(QS: Input, T: IntegerInput): Value
  checkmult(QS: Input, T: IntegerInput, all: Input): Value
  /** Homogeneous relations of degree n between the series of a list. */
  findhom(L: Input, q: NameInput, n: IntegerInput, topshift?: IntegerInput): Value
  /** All polynomial relations of degree at most n between the series of a list, constants included. */
  findnonhom(L: Input, q: NameInput, n: IntegerInput, topshift?: IntegerInput): Value
  /** Writes f as a homogeneous polynomial of degree n in the series of a list. */
  findhomcombo(f: Input, L: Input, q: NameInput, n: IntegerInput, topshift?: IntegerInput, etaoption?: Input): Value
  /** Writes f as a polynomial in the series of a list, of degree at most n or with a largest degree for each series. */
  findnonhomcombo(f: Input, L: Input, q: NameInput, n: IntegerInput, topshift?: IntegerInput, etaoption?: Input): Value
  findnonhomcombo(f: Input, L: Input, q: NameInput, degrees: ListInput, topshift?: IntegerInput, etaoption?: Input): Value
  /** Writes f as a linear combination of the series of a list, printed in given names. */
  findlincombo(f: Input, L: Input, SL: ListInput, q?: NameInput, topshift?: IntegerInput): Value
  /** Writes f modulo a prime p as a linear combination of the series of a list; coefficients lie between -p/2 and p/2. */
  findlincombomodp(f: Input, L: Input, SL: ListInput, p: Input, q?: NameInput, topshift?: IntegerInput): Value
  /** Writes f modulo a prime p as a linear combination of the series of a list; coefficients lie between -p/2 and p/2. */
  findlincombo_modp(f: Input, L: Input, SL: ListInput, p: Input, q?: NameInput, topshift?: IntegerInput): Value
  /** Homogeneous relations of degree n modulo a prime p. */
  findhommodp(L: Input, p: Input, q: NameInput, n: IntegerInput, topshift?: IntegerInput): Value
  /** Homogeneous relations of degree n modulo a prime p. */
  findhom_modp(L: Input, p: Input, q: NameInput, n: IntegerInput, topshift?: IntegerInput): Value
  /** Writes f modulo a prime p as a homogeneous polynomial of degree n in the series of a list. */
  findhomcombomodp(f: Input, L: Input, p: Input, q: NameInput, n: IntegerInput, topshift?: IntegerInput, etaoption?: Input): Value
  /** Writes f modulo a prime p as a homogeneous polynomial of degree n in the series of a list. */
  findhomcombo_modp(f: Input, L: Input, p: Input, q: NameInput, n: IntegerInput, topshift?: IntegerInput, etaoption?: Input): Value
  /** The positions of a maximal linearly independent part of a list of series: each one that is no combination of those before it. */
  findmaxind(L: Input, topshift?: IntegerInput): List
  /** A polynomial relation P(X,Y) = 0 between two series, of given degrees in each. */
  findpoly(x: Input, y: Input, q: NameInput, deg1: IntegerInput, deg2: IntegerInput, check?: IntegerInput): QExpr
  /** Factors a rational function of q into powers of 1 - q^n as far as it has such factors; the rest stays beside them. */
  qfactor(f: Input, T: IntegerInput): Value
  qfactor(f: Input, q?: NameInput, T?: IntegerInput): Value
  /** Writes a series in z and q as a product of powers of 1 - z^i q^j; regular factors are gathered into infinite products. */
  zqfactor(F: Input, z: NameInput, q: NameInput, N?: IntegerInput): Value
  /** All primitive integer combinations of given series, coefficients at most T in size, that look like products. */
  findprod(FL: Input, T: IntegerInput, M: IntegerInput, Q: IntegerInput): List
  /** Congruences a(An+B) = 0 mod R, R a prime power, among the coefficients up to T; consequences of others are left out. */
  findcong(QS: Input, T: IntegerInput, LM?: IntegerInput, XSET?: Input): Value
  /** Looks for a closed form of a series: rational function, product, eta or theta quotient, named series, combinations of Eisenstein and named series, algebraic relation. */
  identify(f: Input, T?: IntegerInput): List
  /** Writes an eta product as the list [t1, r1, t2, r2, …] of its factors eta(t*tau)^r. */
  GPmake(etaprod: Input): Value
  /** 1 when an eta product is a modular function on Gamma_0(N), 0 when one of Newman's conditions fails. */
  gammacheck(etaprod: Input, N: IntegerInput): Value
  /** The inequivalent cusps of Gamma_0(N). */
  cuspmake(N: IntegerInput): Value
  /** Width of a cusp of Gamma_0(N). */
  cuspwidth(cusp: Input, N: IntegerInput): Value
  /** Order of an eta product at a cusp in the variable of infinity carried there, without the width. */
  cuspord(etaprod: Input, N: IntegerInput, cusp: Input): Value
  cuspord(etaprod: Input, cusp: Input): Value
  /** Order of an eta product at a cusp of Gamma_0(N), in the local parameter. */
  cuspORD(etaprod: Input, N: IntegerInput, cusp: Input): Value
  /** Orders of an eta product at all cusps of Gamma_0(N), as pairs [cusp, order]. */
  cuspORDS(etaprod: Input, N: IntegerInput): Value
  /** Orders of an eta product at the cusps of Gamma_0(N) other than infinity. */
  cuspORDSnotoo(etaprod: Input, N: IntegerInput): Value
  /** The bound B on the poles, outside infinity, of any linear combination of the given eta products. */
  mintotGAMMA0ORDS(L: ListInput, N: IntegerInput): Value
  /** The q-expansion of an eta product, the power q^(sum t r/24) included. */
  etaprodtoqseries(etaprod: Input, T: IntegerInput): Value
  /** Divides a sum of eta products by its last term, so that a constant appears; the divisor is printed. */
  etanormalid(etaid: Input): Value
  /** Proves, or refutes, that a sum of eta products is zero, by the valence formula on Gamma_0(N). */
  provemodfuncGAMMA0id(etaid: Input, N?: IntegerInput): BooleanValue
  /** The certificate of a proof that a sum of eta products is zero, as JSON text that `durfee verify` checks by itself. */
  certificate(etaid: Input, N?: IntegerInput): Value
  /** The second Bernoulli polynomial at the fractional part of t. */
  QP2(t: RationalInput): Value
  /** Order of the theta function f_{n,r} at the cusp a/c. */
  Bord(n: IntegerInput, r: IntegerInput, a: IntegerInput, c: IntegerInput): Value
  /** Order of the generalised eta function eta_{n,r} at the cusp a/c. */
  getacuspord(n: IntegerInput, r: IntegerInput, a: IntegerInput, c: IntegerInput): Value
  /** The inequivalent cusps of Gamma_1(N), as pairs [a, c] for a/c; [1, 0] is infinity. */
  cuspmake1(N: IntegerInput): Value
  /** Width of the cusp a/c of Gamma_1(N). */
  cuspwid1(a: IntegerInput, c: IntegerInput, N: IntegerInput): Value
  /** The cusps of Gamma_1(N) and their widths, as two lists. */
  CUSPSANDWIDMAKE1(N: IntegerInput): Value
  /** Plots the coefficients against their exponents, the first thousand of them. */
  stems(f: Input, T?: IntegerInput, start?: IntegerInput): Value
  /** Plots the coefficients against their exponents, the first thousand of them. */
  plot(f: Input, T?: IntegerInput, start?: IntegerInput): Value
  /** Plots the sizes of the coefficients, and for a product with periodic exponents their ratio to the leading asymptotic term. */
  growth(f: Input, T?: IntegerInput): Value
  /** Draws the coefficients mod m in rows; a class of exponents that vanishes shows as a column. */
  residues(f: Input, m?: IntegerInput, columns?: IntegerInput, T?: IntegerInput): Value
  /** Draws the progressions An + B on which all known coefficients are 0 mod a prime below 29, and lists them. */
  congruences(f: Input, A?: IntegerInput, T?: IntegerInput): Value
  /** Draws the signs of the coefficients in rows, as long as their period when they have one. */
  signs(f: Input, T?: IntegerInput): Value
  /** Draws a bar at each exponent whose coefficient is not zero, and says whether all are squares, triangular or pentagonal numbers. */
  barcode(f: Input, T?: IntegerInput): Value
  /** Draws the exponents of the product that a series is; a period shows as equal rows. */
  productstrip(f: Input, T?: IntegerInput): Value
  /** Shows the k classes of exponents of a series side by side: series, a product that fits it, residues mod k. */
  dissection(f: Input, k: IntegerInput, T?: IntegerInput): Value
  /** Draws the complex zeros of truncations of a series beside the unit circle, each with a proved error. */
  zeros(f: Input, N: IntegerInput): Value
  zeros(f: Input, L: ListInput): Value
  /** Draws the phase of a series on the unit disk: argument as hue, size as rings, hatched where the terms left out may matter. */
  phase(f: Input, r?: RationalInput, T?: IntegerInput): Value
  /** Draws the Ferrers diagram of a partition with its Durfee square, hooks, conjugate, rank and crank; of a number, those of all its partitions in turn. */
  ferrers(ptn: ListInput): Value
  ferrers(n: IntegerInput): Value
  /** Draws the table of the numbers of partitions by rank, tinted by size; with t, by rank mod t. */
  ranktable(n: IntegerInput, t?: IntegerInput): Value
  /** Draws the table of the numbers of partitions by crank, tinted by size; with t, by crank mod t. */
  cranktable(n: IntegerInput, t?: IntegerInput): Value
  /** Draws the size of a series round a circle |q| = r, with the Farey fractions marked near which it peaks. */
  circlemethod(f: Input, r?: RationalInput, F?: IntegerInput, T?: IntegerInput): Value
  /** Draws the phase of an eta product, or of a modular form of weight k on SL2(Z), on the upper half plane: argument as hue, size as rings. */
  halfplane(etaprod: Input): Value
  halfplane(f: Input, k: IntegerInput): Value
  /** Draws a fundamental domain of Gamma_0(N) with its cusps; with an eta product, its orders there and the valence sum. */
  gamma0domain(N: IntegerInput): Value
  gamma0domain(etaprod: Input, N?: IntegerInput): Value
  /** Tries Hecke's relations on all known coefficients of q + a(2)q^2 + …, and draws the a(p), normalised, beside the Sato-Tate law. */
  hecketable(f: Input, k?: IntegerInput, T?: IntegerInput): Value
  /** The basic hypergeometric series r phi s; of one integer, Euler's totient. */
  phi(upper: ListInput, lower: ListInput, q: NameInput, z: Input, T?: IntegerInput): Value
  phi(n: IntegerInput): QExpr
  /** The basic hypergeometric series r phi s; of one integer, Euler's totient. */
  qphihyper(upper: ListInput, lower: ListInput, q: NameInput, z: Input, T?: IntegerInput): Value
  qphihyper(n: IntegerInput): QExpr
  /** The bilateral basic hypergeometric series r psi s. */
  psi(upper: ListInput, lower: ListInput, q: NameInput, z: Input, T?: IntegerInput): Value
  /** The bilateral basic hypergeometric series r psi s. */
  qpsihyper(upper: ListInput, lower: ListInput, q: NameInput, z: Input, T?: IntegerInput): Value
  /** Sums a basic hypergeometric series in closed form when a summation theorem applies, and names the theorem. */
  try_summation(upper: ListInput, lower: ListInput, q: NameInput, z: Input, T?: IntegerInput): Value
  /** Sums a basic hypergeometric series in closed form when a summation theorem applies, and names the theorem. */
  qgauss(upper: ListInput, lower: ListInput, q: NameInput, z: Input, T?: IntegerInput): Value
  /** Heine's transformation of a 2phi1 ((1.4.1)), as the list [prefactor, transformed series]. */
  heine1(upper: ListInput, lower: ListInput, q: NameInput, z: Input, T?: IntegerInput): Value
  /** Heine's transformation of a 2phi1 ((1.4.5)), as the list [prefactor, transformed series]. */
  heine2(upper: ListInput, lower: ListInput, q: NameInput, z: Input, T?: IntegerInput): Value
  /** Heine's transformation of a 2phi1 ((1.4.6)), as the list [prefactor, transformed series]. */
  heine3(upper: ListInput, lower: ListInput, q: NameInput, z: Input, T?: IntegerInput): Value
  /** The term alpha_n of a Bailey pair relative to a: unit (beta_n = 0 for n > 0), trivial (alpha_n = 0 for n > 0), rogers_ramanujan (beta_n = 1/(q;q)_n). */
  bailey_alpha(pair: Input, a: Input, n: IntegerInput, q?: NameInput): Value
  /** The term beta_n of a Bailey pair relative to a: unit (beta_n = 0 for n > 0), trivial (alpha_n = 0 for n > 0), rogers_ramanujan (beta_n = 1/(q;q)_n). */
  bailey_beta(pair: Input, a: Input, n: IntegerInput, q?: NameInput): Value
  /** Both sides of the weak form of Bailey's lemma for a pair relative to a, expanded and compared: unit (beta_n = 0 for n > 0), trivial (alpha_n = 0 for n > 0), rogers_ramanujan (beta_n = 1/(q;q)_n). */
  bailey_weak_lemma(pair: Input, a: Input, N: IntegerInput, T: IntegerInput, q?: NameInput): QSeries
}

import type { Arena, Ref } from "../arena"
import {
  CYCLOTOMIC,
  EETA,
  ETA,
  INDEXED_PRODUCT,
  INDEXED_SUM,
  INFINITY,
  JAC,
  Q_BINOMIAL,
  Q_FACTORIAL,
  Q_NUMBER,
  Q_POCHHAMMER,
  R_PHI_S,
  R_PSI_S,
  THETA,
  THETA2,
  THETA3,
  THETA4,
} from "../heads"
import { formName } from "./form-name"
import { LinearPrinter, type LinearDialect } from "./linear"
import { hypergeometricParts } from "./plain"

/** GP's own constants and functions of one letter or common names. */
const RESERVED: ReadonlySet<string> = new Set([
  "I",
  "O",
  "Pi",
  "Euler",
  "Catalan",
  "theta",
  "eta",
  "gamma",
  "zeta",
  "psi",
])

function pariName(name: string): string {
  // The circle's constant is the same in both; every other reserved name would change its meaning.
  if (name === "Pi") return name
  const plain = name.replace(/\W/g, "_").replace(/^(?=[_\d])/, "v")
  return RESERVED.has(plain) ? `${plain}_` : plain
}

const dialect: LinearDialect = {
  infinity: "oo",
  name: pariName,
  call: (name, args) => `${name.replace(/\W/g, "_")}(${args.join(", ")})`,
  indexed: (name, indices) => `${name}_${indices.join("_").replace(/\W/g, "_")}`,
  form: pariForm,
}

/** Products and sums are written out with prod and sum: GP has no q-Pochhammer symbol. */
function pariForm(ref: Ref, printer: LinearPrinter): string {
  const { arena } = printer
  const head = arena.head(ref)
  const children = arena.children(ref)
  const [first, second, third, fourth] = printer.list(children)
  const q = (i: number): string => printer.atom(children[i] as Ref)
  switch (head) {
    case Q_POCHHAMMER: {
      const factors = children.slice(2).map((a) => pochhammer(printer, a, children[1] as Ref, children[0] as Ref))
      return factors.length === 1 ? (factors[0] as string) : `(${factors.join("*")})`
    }
    case Q_BINOMIAL:
      return `prod(j_=1,${second},(1-${q(0)}^(${third}-(${second})+j_))/(1-${q(0)}^j_))`
    case Q_NUMBER:
      return `((1-${q(1)}^(${first}))/(1-${q(1)}))`
    case Q_FACTORIAL:
      return `prod(j_=1,${first},(1-${q(1)}^j_)/(1-${q(1)}))`
    case R_PHI_S:
      return `suminf(n_=0,${hypergeometricTerm(printer, ref, 1, true)})`
    case R_PSI_S:
      return `(suminf(n_=0,${hypergeometricTerm(printer, ref, 0, true)})+suminf(n_=1,${hypergeometricTerm(printer, ref, 0, false)}))`
    case THETA:
      return `(1+suminf(j_=1,(${q(0)}^j_+${q(0)}^-j_)*${q(1)}^(j_^2)))`
    case THETA2:
      return `(2*${q(0)}^(1/4)*suminf(j_=0,${q(0)}^(j_*(j_+1))))`
    case THETA3:
      return `(1+2*suminf(j_=1,${q(0)}^(j_^2)))`
    case THETA4:
      return `(1+2*suminf(j_=1,(-1)^j_*${q(0)}^(j_^2)))`
    case ETA:
      return `eta(${first},1)`
    case EETA:
      return `eta(${printer.operand(children[0] as Ref)}*tau,1)`
    case JAC: {
      const base = `q^${q(1)}`
      if (arena.immediate(children[0] as Ref) === 0) return `eta(${base})`
      const factors = [first, `${second}-(${first})`, second].map((from) => `(1-q^(${from}+j_*${q(1)}))`)
      return `prodinf(j_=0,${factors.join("*")})`
    }
    case INDEXED_SUM:
    case INDEXED_PRODUCT: {
      const infinite = arena.head(children[3] as Ref) === INFINITY
      const name = `${head === INDEXED_SUM ? "sum" : "prod"}${infinite ? "inf" : ""}`
      return `${name}(${second}=${third}${infinite ? "" : `,${fourth}`},${first})`
    }
    case CYCLOTOMIC:
      return `exp(2*Pi*I/${first})`
    default:
      return `${formName(head)}(${printer.list(children).join(", ")})`
  }
}

/** The term of index n_, or -n_, of r-phi-s (`unit` 1, with (q;q)_n below) or r-psi-s (0): Gasper and Rahman (1.2.22), (5.1.1). */
function hypergeometricTerm(printer: LinearPrinter, ref: Ref, unit: 0 | 1, upwards: boolean): string {
  const { upper, lower, q, z } = hypergeometricParts(printer.arena, ref)
  const base = printer.atom(q)
  const factor = (a: Ref): string => `(1-${printer.operand(a)}*${base}^${upwards ? "j_" : "-j_"})`
  const product = (list: readonly Ref[]): string => (list.length === 0 ? "1" : list.map(factor).join("*"))
  const [above, below] = [product(upper), product(unit === 1 ? [q, ...lower] : lower)]
  const quotient = upwards ? `prod(j_=0,n_-1,${above}/(${below}))` : `prod(j_=1,n_,${below}/(${above}))`
  const n = upwards ? "n_" : "(-n_)"
  const power = unit + lower.length - upper.length
  const sign = power === 0 ? "" : `*((-1)^n_*${base}^(${n}*(${n}-1)/2))^${power < 0 ? `(${power})` : power}`
  return `${quotient}${sign}*${printer.atom(z)}^${n}`
}

function pochhammer(printer: LinearPrinter, a: Ref, q: Ref, n: Ref): string {
  const factor = `1-${printer.operand(a)}*${printer.atom(q)}^j_`
  if (printer.arena.head(n) !== INFINITY) return `prod(j_=0,${printer.print(n)}-1,${factor})`
  return a === q ? `eta(${printer.print(q)})` : `prodinf(j_=0,${factor})`
}

/** PARI/GP. */
export function pariText(arena: Arena, ref: Ref): string {
  return new LinearPrinter(arena, dialect).print(ref)
}

import { EngineError } from "../errors"
import type { Arena, Ref } from "./arena"
import { type Ball, BallField } from "./ball"
import { isNumber, numberValue } from "./canonical"
import { writtenOut } from "./expand"
import {
  CYCLOTOMIC,
  EETA,
  ETA,
  FIRST_FUNCTION,
  GETA,
  INDEXED_PRODUCT,
  INDEXED_SUM,
  INFINITY,
  JAC,
  POWER,
  PRODUCT,
  Q_POCHHAMMER,
  R_PHI_S,
  R_PSI_S,
  ROOT_OF,
  SUM,
  SYMBOL,
  THETA,
  THETA2,
  THETA3,
  THETA4,
} from "./heads"
import { asPolynomial } from "./monomial"
import { ONE, ZERO } from "./numbers"
import { plainText } from "./print/plain"
import { factorization } from "./rational-function"
import { realRoot } from "./real-root"
import { freeNames, isIndexed, subexpressions, substitute } from "./rewrite"

const GUARD_BITS = 32
const MAX_DIGITS = 20_000
/** Terms of a sum that is written out. */
const MAX_TERMS = 100_000

/**
 * The value of a real constant in decimal digits, each of them certain but for the rounding of the last: rational numbers, Pi, roots, exp, log, finite
 * and infinite q-Pochhammer symbols, theta functions, RootOf, and sums, products and powers of them. RootOf stands for the least positive root of its
 * polynomial, or for the negative one next to 0. The precision is raised until enough digits are sure.
 * @throws EngineError "unable" for what is no real constant of these, or cannot be told from a pole
 */
export function decimalText(arena: Arena, ref: Ref, digits: number): string {
  if (digits < 1 || digits > MAX_DIGITS) {
    throw new EngineError("domain", `evalf gives 1 to ${MAX_DIGITS} digits.`, { given: `${digits} digits` })
  }
  for (let bits = Math.ceil(digits * 3.33) + GUARD_BITS; bits < 40 * digits + 20_000; bits *= 2) {
    const field = new BallField(bits)
    const text = field.digits(new Evaluation(arena, field).value(ref), digits)
    if (text !== null && (text === "0" || significant(text) >= digits)) return text
  }
  throw new EngineError("unable", "The number cannot be told from 0 at any precision tried.", {
    given: plainText(arena, ref).slice(0, 80),
    hint: "simplify may show that it is 0.",
  })
}

function significant(text: string): number {
  return text
    .replace(/e.*$/, "")
    .replace(/^-?0*\.?0*/, "")
    .replace(".", "").length
}

class Evaluation {
  constructor(
    private readonly arena: Arena,
    private readonly field: BallField,
  ) {}

  value(ref: Ref): Ball {
    const { arena, field } = this
    if (isNumber(arena, ref)) return field.fromRational(numberValue(arena, ref))
    const written = arena.head(ref) === Q_POCHHAMMER ? undefined : writtenOut(arena, ref)
    if (written !== undefined) return this.value(written)
    switch (arena.head(ref)) {
      case SYMBOL:
        if (arena.symbolName(ref) === "Pi") return field.pi()
        throw this.refuse(ref)
      case SUM:
        return this.sum(ref)
      case PRODUCT:
        return arena
          .children(ref)
          .map((factor) => this.value(factor))
          .reduce((a, b) => field.mul(a, b))
      case POWER:
        return this.power(arena.word(ref, 0), arena.word(ref, 1))
      case Q_POCHHAMMER:
        return this.pochhammer(ref)
      case THETA:
        return this.theta(ref)
      case THETA2:
      case THETA3:
      case THETA4:
        return this.thetaConstant(ref)
      case ROOT_OF:
        return this.root(ref)
      case INDEXED_SUM:
      case INDEXED_PRODUCT:
        return this.indexed(ref)
      default:
        return this.applied(ref)
    }
  }

  private sum(ref: Ref): Ball {
    const words = this.arena.children(ref)
    let total = this.value(words[0] as Ref)
    for (let i = 1; i < words.length; i += 2) {
      total = this.field.add(total, this.field.mul(this.value(words[i] as Ref), this.value(words[i + 1] as Ref)))
    }
    return total
  }

  private power(base: Ref, exponent: Ref): Ball {
    const { field } = this
    const value = this.value(base)
    if (!isNumber(this.arena, exponent)) return field.exp(field.mul(this.value(exponent), field.log(value)))
    const { numerator, denominator } = numberValue(this.arena, exponent)
    const root = denominator === 1n ? value : field.root(value, Number(denominator))
    return field.pow(root, numerator)
  }

  private pochhammer(ref: Ref): Ball {
    const [n, q, ...parameters] = this.arena.children(ref) as [Ref, Ref, ...Ref[]]
    const length = this.arena.head(n) === INFINITY ? null : this.arena.immediate(n)
    if (length === undefined || (length !== null && length < 0)) throw this.refuse(ref)
    const base = this.value(q)
    return parameters
      .map((a) => this.field.pochhammer(this.value(a), base, length))
      .reduce((x, y) => this.field.mul(x, y))
  }

  /** sum of z^n q^(n^2) */
  private theta(ref: Ref): Ball {
    const [z, q] = this.arena.children(ref).map((child) => this.value(child)) as [Ball, Ball]
    const { field } = this
    return field.sub(
      field.add(field.partialTheta(z, q, 0n), field.partialTheta(field.inverse(z), q, 0n)),
      field.fromRational(ONE),
    )
  }

  private thetaConstant(ref: Ref): Ball {
    const { arena, field } = this
    const head = arena.head(ref)
    const q = this.value(arena.word(ref, 0))
    const [one, two] = [field.fromRational(ONE), field.fromRational({ numerator: 2n, denominator: 1n })]
    if (head === THETA2) return field.mul(field.mul(two, field.root(q, 4)), field.partialTheta(one, q, 1n))
    const half = field.partialTheta(head === THETA4 ? field.neg(one) : one, q, 0n)
    return field.sub(field.mul(two, half), one)
  }

  /** A sum or product over a range of integers, term by term. */
  private indexed(ref: Ref): Ball {
    const { arena, field } = this
    const [body, index, from, to] = arena.children(ref) as [Ref, Ref, Ref, Ref]
    const [low, high] = [arena.immediate(from), arena.immediate(to)]
    if (low === undefined || high === undefined || high - low > MAX_TERMS) throw this.refuse(ref)
    const sum = arena.head(ref) === INDEXED_SUM
    let total = field.fromRational(sum ? ZERO : ONE)
    for (let k = low; k <= high; k++) {
      arena.tick()
      const term = this.value(substitute(arena, body, new Map([[index, arena.smallInteger(k)]])))
      total = sum ? field.add(total, term) : field.mul(total, term)
    }
    return total
  }

  private root(ref: Ref): Ball {
    const { arena } = this
    const polynomial = arena.word(ref, 0)
    const [name] = subexpressions(arena, polynomial).filter((part) => arena.head(part) === SYMBOL)
    const terms = name === undefined ? undefined : asPolynomial(arena, polynomial, name)
    if (terms === undefined || factorization(arena, polynomial).factors.length !== 1) throw this.refuse(ref)
    const common = terms.reduce((n, { coefficient: c }) => n * c.denominator, 1n)
    const coefficients: bigint[] = []
    for (const { exponent: e, coefficient: c } of terms) {
      if (e.denominator !== 1 || e.numerator < 0) throw this.refuse(ref)
      coefficients[e.numerator] = (c.numerator * common) / c.denominator
    }
    const root = realRoot(
      Array.from(coefficients, (c) => c ?? 0n),
      this.field.precision,
    )
    if (root !== undefined) return root
    throw new EngineError("unable", "evalf gives real numbers, and this polynomial has no real root.", {
      given: plainText(arena, ref).slice(0, 80),
    })
  }

  private applied(ref: Ref): Ball {
    const name = this.arena.head(ref) >= FIRST_FUNCTION ? this.arena.functionName(this.arena.head(ref)) : ""
    const [argument] = this.arena.children(ref)
    if (argument === undefined || this.arena.arity(ref) !== 1) throw this.refuse(ref)
    if (name === "exp") return this.field.exp(this.value(argument))
    if (name === "log" || name === "ln") return this.field.log(this.value(argument))
    if (name === "abs") return this.field.abs(this.value(argument))
    if (name === "sqrt") return this.field.root(this.value(argument), 2)
    throw this.refuse(ref)
  }

  private refuse(ref: Ref): EngineError {
    return new EngineError(
      "unable",
      "evalf takes real constants: numbers, Pi, roots, exp, log, q-products and theta functions at numbers.",
      {
        given: plainText(this.arena, ref).slice(0, 80),
        hint: this.advice(ref),
      },
    )
  }

  /** What to write instead of what is refused. */
  private advice(ref: Ref): string {
    const { arena } = this
    switch (arena.head(ref)) {
      case ETA:
      case JAC:
      case GETA:
      case EETA:
        return "Its q has no value here; write it with aqprod and a number for q, such as aqprod(1/2,1/2,infinity)."
      case R_PHI_S:
      case R_PSI_S:
        return "Add up a finite part of it, or write the product it is equal to."
      case CYCLOTOMIC:
        return "A root of unity is no real number; write what is real of it with roots."
      default:
    }
    const free = arena.head(ref) >= FIRST_FUNCTION ? [] : freeNames(arena, ref).filter((name) => name !== "Pi")
    if (free.length > 0) return `Give ${free.join(", ")} a value with subs first.`
    if (isIndexed(arena.head(ref)))
      return `Take whole bounds and at most ${MAX_TERMS} terms; the rest of a longer sum has no bound here.`
    return "Write it with these; of functions, exp, log, sqrt and abs."
  }
}

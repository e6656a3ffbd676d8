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
  THETA2,
  THETA3,
  THETA4,
} from "../heads"
import { formName } from "./form-name"
import { LinearPrinter, type LinearDialect } from "./linear"
import { hypergeometricParts } from "./plain"

const KEYWORDS: ReadonlySet<string> = new Set(
  "lambda and or not in is if else for while def class return import from as del pass None True False".split(" "),
)

function sageName(name: string): string {
  const plain = name.replace(/\W/g, "_")
  return KEYWORDS.has(plain) || /^\d/.test(plain) ? `${plain}_` : plain
}

const dialect: LinearDialect = {
  infinity: "oo",
  name: sageName,
  call: (name, args) => `${sageName(name)}(${args.join(", ")})`,
  indexed: (name, indices) => `${name}[${indices.join(", ")}]`,
  form: sageForm,
}

/** q-Pochhammer symbols and hypergeometric series under their names in mpmath (qp, qhyper, jtheta), q-analogues under Sage's own. */
function sageForm(ref: Ref, printer: LinearPrinter): string {
  const { arena } = printer
  const head = arena.head(ref)
  const children = arena.children(ref)
  const [first, second, third, fourth] = printer.list(children)
  switch (head) {
    case Q_POCHHAMMER: {
      const length = arena.head(children[0] as Ref) === INFINITY ? "" : `, ${first}`
      const factors = printer.list(children.slice(2)).map((a) => `qp(${a}, ${second}${length})`)
      return factors.length === 1 ? (factors[0] as string) : `(${factors.join("*")})`
    }
    case Q_BINOMIAL:
      return `q_binomial(${third}, ${second}, ${first})`
    case Q_FACTORIAL:
      return `q_factorial(${first}, ${second})`
    case Q_NUMBER:
      return `q_int(${first}, ${second})`
    case R_PHI_S: {
      const { upper, lower, q, z } = hypergeometricParts(arena, ref)
      const lists = [upper, lower].map((list) => `[${printer.list(list).join(", ")}]`).join(", ")
      return `qhyper(${lists}, ${printer.print(q)}, ${printer.print(z)})`
    }
    case THETA2:
    case THETA3:
    case THETA4:
      return `jtheta(${head - THETA2 + 2}, 0, ${first})`
    case ETA:
      return `eta(${first})`
    case EETA:
      return `eta(${printer.operand(children[0] as Ref)}*tau)`
    case JAC: {
      const base = `q^${printer.atom(children[1] as Ref)}`
      if (arena.immediate(children[0] as Ref) === 0) return `qp(${base}, ${base})`
      return `(qp(q^(${first}), ${base})*qp(q^(${second}-(${first})), ${base})*qp(${base}, ${base}))`
    }
    case INDEXED_SUM:
      return `sum(${first}, ${second}, ${third}, ${fourth})`
    case INDEXED_PRODUCT:
      return `product(${first}, ${second}, ${third}, ${fourth})`
    case CYCLOTOMIC:
      return `CyclotomicField(${first}).gen()`
    default:
      return `${formName(head)}(${printer.list(children).join(", ")})`
  }
}

/** SageMath. */
export function sageText(arena: Arena, ref: Ref): string {
  return new LinearPrinter(arena, dialect).print(ref)
}

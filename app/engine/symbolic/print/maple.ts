import { printName } from "../../../language"
import type { Arena, Ref } from "../arena"
import {
  CYCLOTOMIC,
  INDEXED_PRODUCT,
  INDEXED_SUM,
  JAC,
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
import { calledName, hypergeometricParts } from "./plain"

/** Words of Maple that are names in the notebook's language. */
const MAPLE_WORDS: ReadonlySet<string> = new Set(["module", "export", "save", "quit", "stop", "done"])

function mapleName(name: string): string {
  return MAPLE_WORDS.has(name) ? `\`${name}\`` : printName(name)
}

const dialect: LinearDialect = {
  infinity: "infinity",
  name: mapleName,
  call: (name, args) => `${MAPLE_WORDS.has(name) ? mapleName(name) : calledName(name)}(${args.join(",")})`,
  indexed: (name, indices) => `${name}[${indices.join(",")}]`,
  form: mapleForm,
}

/** The names are those of Garvan's packages where they have one, else Maple's own. */
function mapleForm(ref: Ref, printer: LinearPrinter): string {
  const { arena } = printer
  const head = arena.head(ref)
  const children = arena.children(ref)
  const texts = (): string[] => printer.list(children)
  switch (head) {
    case Q_POCHHAMMER: {
      const [n, q, ...parameters] = texts()
      return bracketed(parameters.map((a) => `aqprod(${a},${q},${n})`))
    }
    case R_PHI_S:
    case R_PSI_S: {
      const { upper, lower, q, z } = hypergeometricParts(arena, ref)
      const lists = [upper, lower].map((list) => `[${printer.list(list).join(",")}]`).join(",")
      return `${head === R_PHI_S ? "phi" : "psi"}(${lists},${printer.print(q)},${printer.print(z)})`
    }
    case THETA: {
      const [z, q] = texts()
      return `Sum((${z})^n*(${q})^(n^2),n=-infinity..infinity)`
    }
    case THETA2:
    case THETA3:
    case THETA4:
      return `JacobiTheta${head - THETA2 + 2}(0,${texts()[0]})`
    case JAC:
      return `JAC(${texts().join(",")},infinity)`
    case INDEXED_SUM:
    case INDEXED_PRODUCT: {
      const [body, index, from, to] = texts()
      return `${head === INDEXED_SUM ? "Sum" : "Product"}(${body},${index}=${from}..${to})`
    }
    case CYCLOTOMIC:
      return `exp(2*Pi*I/${texts()[0]})`
    default:
      return `${formName(head)}(${texts().join(",")})`
  }
}

function bracketed(factors: readonly string[]): string {
  return factors.length === 1 ? (factors[0] as string) : `(${factors.join("*")})`
}

/** Maple with Garvan's qseries, ETA and thetaids packages. */
export function mapleText(arena: Arena, ref: Ref): string {
  return new LinearPrinter(arena, dialect).print(ref)
}

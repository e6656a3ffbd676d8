import { printName } from "../../../language"
import type { Arena, Ref } from "../arena"
import {
  CYCLOTOMIC,
  HEADS,
  HEAD_NAMES,
  INDEXED_PRODUCT,
  INDEXED_SUM,
  INFINITY,
  JAC,
  Q_POCHHAMMER,
  R_PHI_S,
  R_PSI_S,
} from "../heads"
import { LinearPrinter, type LinearDialect } from "./linear"

/** Names of calls such as f[1](x), which the language reads back without quotes. */
const INDEXED_NAME = /^[A-Za-z_]\w*\[\w+(?:,\w+)*\]$/

/** The name of a called function. */
export function calledName(name: string): string {
  return INDEXED_NAME.test(name) ? name : printName(name)
}

/** The notebook's own syntax, as Garvan's packages print: eta(5*tau)^3/(q^(5/24)*eta(tau)^4), (q,q^5)_inf, JAC(1,5,infinity). */
const dialect: LinearDialect = {
  infinity: "infinity",
  name: printName,
  call: (name, args) => `${calledName(name)}(${args.join(",")})`,
  indexed: (name, indices) => `${name}[${indices.join(",")}]`,
  form: plainForm,
}

function plainForm(ref: Ref, printer: LinearPrinter): string {
  const { arena } = printer
  const head = arena.head(ref)
  const children = arena.children(ref)
  switch (head) {
    case Q_POCHHAMMER: {
      const [n, q, ...parameters] = children as [Ref, Ref, ...Ref[]]
      const base = printer.print(q)
      const single = parameters.length === 1
      const parameter = single ? printer.print(parameters[0] as Ref) : `[${printer.list(parameters).join(",")}]`
      if (single && arena.head(n) === INFINITY) return `(${parameter},${base})_inf`
      return `aqprod(${parameter},${base},${printer.print(n)})`
    }
    case R_PHI_S:
    case R_PSI_S: {
      const { upper, lower, q, z } = hypergeometricParts(arena, ref)
      const name = head === R_PHI_S ? "phi" : "psi"
      return `${name}([${printer.list(upper).join(",")}],[${printer.list(lower).join(",")}],${printer.print(q)},${printer.print(z)})`
    }
    case JAC:
      return `JAC(${printer.list(children).join(",")},infinity)`
    case INDEXED_SUM:
    case INDEXED_PRODUCT: {
      const [body, index, from, to] = printer.list(children) as [string, string, string, string]
      return `${head === INDEXED_SUM ? "Sum" : "Product"}(${body},${index}=${from}..${to})`
    }
    case CYCLOTOMIC:
      return `zeta(${printer.print(children[0] as Ref)})`
    default: {
      const builtin = HEADS[head]
      const name = builtin === undefined ? "" : (HEAD_NAMES[builtin] ?? builtin)
      return `${name}(${printer.list(children).join(",")})`
    }
  }
}

/** The parameter lists of an r-phi-s or r-psi-s node. */
export function hypergeometricParts(
  arena: Arena,
  ref: Ref,
): { readonly upper: Ref[]; readonly lower: Ref[]; readonly q: Ref; readonly z: Ref } {
  const words = arena.children(ref)
  const r = arena.immediate(words[0] as Ref) ?? 0
  return {
    upper: words.slice(1, r + 1),
    lower: words.slice(r + 1, -2),
    q: words[words.length - 2] as Ref,
    z: words[words.length - 1] as Ref,
  }
}

/** Plain text in the notebook's own syntax; reading it back gives the same expression. */
export function plainText(arena: Arena, ref: Ref): string {
  return new LinearPrinter(arena, dialect).print(ref)
}

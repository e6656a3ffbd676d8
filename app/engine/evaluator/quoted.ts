import type { Call, Expression } from "../../language"
import { call as symbolicCall, infinity, symbol } from "../symbolic/expression"
import { List, Relation, type Value } from "../values"
import { addValues, divTwo, mulTwo, negate, powTwo } from "./arithmetic"
import { makeSet } from "./compare"
import { frameOf, type Frame } from "./environment"
import type { Evaluation } from "./evaluation"
import { indexValue } from "./indexing"
import { activationValue, CONSTANT_VALUES } from "./names"
import { sequenceOf } from "./sequences"

/** 'e': names stand for themselves and nothing is called. */
export function quoted(evaluation: Evaluation, node: Expression, frame: Frame | null): Value {
  switch (node.kind) {
    case "name": {
      const value = node.name === "procname" ? activationValue(node.name, frame) : undefined
      return value ?? CONSTANT_VALUES.get(node.name) ?? (node.name === "infinity" ? infinity() : symbol(node.name))
    }
    case "sum":
      return addValues(
        node.terms.map(({ sign, term }) =>
          sign < 0 ? negate(quoted(evaluation, term, frame)) : quoted(evaluation, term, frame),
        ),
      )
    case "product":
      return node.factors
        .map(({ operator, factor }) => ({ operator, value: quoted(evaluation, factor, frame) }))
        .reduce((a, b) => ({
          operator: "*",
          value: b.operator === "*" ? mulTwo(a.value, b.value) : divTwo(a.value, b.value),
        })).value
    case "list":
      return new List(node.items.map((item) => quoted(evaluation, item, frame)))
    case "set":
      return makeSet(node.items.map((item) => quoted(evaluation, item, frame)))
    case "sequence":
      return sequenceOf(node.items.map((item) => quoted(evaluation, item, frame)))
    case "relation":
      return new Relation(node.operator, quoted(evaluation, node.left, frame), quoted(evaluation, node.right, frame))
    case "binary":
      if (node.operator === "^")
        return powTwo(quoted(evaluation, node.left, frame), quoted(evaluation, node.right, frame))
      return evaluation.evaluate(node, frame)
    case "call":
      return quotedCall(evaluation, node, frame)
    case "indexed": {
      const object = quoted(evaluation, node.object, frame)
      return indexValue(
        object,
        node.indices.map((index) => quoted(evaluation, index, frame)),
        object,
      )
    }
    default:
      return evaluation.evaluate(node, frame)
  }
}

function quotedCall(evaluation: Evaluation, node: Call, frame: Frame | null): Value {
  const callee = quoted(evaluation, node.callee, frame)
  if (callee.kind !== "expr") return evaluation.evaluate(node, frame)
  const args = node.arguments.flatMap((argument) => {
    // args inside 'procname(args)' are those of the call: the procedure answers unevaluated.
    const own = argument.kind === "name" ? activationValue(argument.name, frame) : undefined
    const bound = argument.kind === "name" ? frameOf(frame, argument.name)?.values.get(argument.name) : undefined
    const value = own ?? bound ?? quoted(evaluation, argument, frame)
    return value.kind === "sequence" ? value.items : [value]
  })
  const expressions = args.filter((each) => each.kind === "expr")
  const name = callee.isSymbol() ? (callee.name ?? "") : callee.toString()
  return expressions.length === args.length ? symbolicCall(name, expressions) : evaluation.unknownCall(name, args)
}

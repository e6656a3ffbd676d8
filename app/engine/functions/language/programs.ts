import { languageContext } from "../../evaluator/context"
import { composition } from "../../evaluator/procedure"
import { PACKAGES } from "../../evaluator/packages"
import { sequenceOf } from "../../evaluator/sequences"
import { errorText } from "../../evaluator/statements"
import { hasType, whatType } from "../../evaluator/types"
import { valueText } from "../../evaluator/text"
import { EngineError } from "../../errors"
import { symbol } from "../../symbolic/expression"
import { FALSE, NULL, TRUE, type CallContext, type Value } from "../../values"
import { signature, type DeclaredFunction } from "../declare"
import { describe } from "../describe"
import { anyValue, rest } from "../parameters"
import { listOf, text, truth } from "../results"
import { addValues, mulValues } from "../../evaluator/arithmetic"
import { builtin } from "./entry"
import { partsOf } from "./parts"

const e = anyValue("e", "any value")
const any = rest(anyValue("values", "any values", "values"))

// Truth and types

const evalb = builtin({
  name: "evalb",
  family: "types",
  summary:
    "Decides an equation or inequality: true, false, or FAIL where it cannot. Series are compared as far as both are known.",
  definition: "a = b",
  signatures: [signature([e], "true, false or FAIL", ([value], context) => languageContext(context).decide(value))],
  examples: [
    ["evalb(1 < 2)", "true"],
    ["evalb((x+1)^2 = x^2+2*x+1)", "true"],
    ["evalb(x = y)", "false"],
  ],
  seeAlso: ["is"],
})

const is = builtin({
  name: "is",
  family: "types",
  summary: "Decides a relation, or whether a value has a type.",
  definition: "a = b",
  signatures: [
    signature([e], "true, false or FAIL", ([value], context) => languageContext(context).decide(value)),
    signature([e, anyValue("type", "a type")], "true or false", ([value, type]) => truth(hasType(value, type))),
  ],
  examples: [
    ["is(3 > 2)", "true"],
    ["is(5, prime)", "true"],
  ],
  seeAlso: ["evalb", "type"],
})

const type = builtin({
  name: "type",
  family: "types",
  summary:
    "Whether a value has a type: integer, posint, even, prime, rational, numeric, symbol, name, string, list, set, series, polynom, procedure, …; list(integer) and {list, set} are types too.",
  definition: "e \\in t",
  signatures: [
    signature([e, anyValue("t", "the type", "the name of a type")], "true or false", ([value, wanted]) =>
      truth(hasType(value, wanted)),
    ),
  ],
  examples: [
    ["type(42, integer)", "true"],
    ["type([1, 2], list(posint))", "true"],
    ["type(x, numeric)", "false"],
  ],
  seeAlso: ["whattype", "hastype"],
})

const whattype = builtin({
  name: "whattype",
  family: "types",
  summary:
    "The kind of a value: integer, fraction, symbol, +, *, ^, function, list, set, series, string, procedure and so on.",
  definition: "\\operatorname{type}(e)",
  signatures: [
    signature([any], "a name", ([values]) => symbol(values.length === 1 ? whatType(values[0] as Value) : "exprseq")),
  ],
  examples: [
    ["whattype(3/7)", "fraction"],
    ["whattype([1, 2])", "list"],
  ],
  seeAlso: ["type"],
})

function contains(value: Value, wanted: Value): boolean {
  if (hasType(value, wanted)) return true
  const parts = partsOf(value)
  return parts.some((part) => part !== value && contains(part, wanted))
}

const hastype = builtin({
  name: "hastype",
  family: "types",
  summary: "Whether a value or any part of it has a type.",
  definition: "\\exists p \\subseteq e : p \\in t",
  signatures: [
    signature([e, anyValue("t", "the type", "the name of a type")], "true or false", ([value, wanted]) =>
      truth(contains(value, wanted)),
    ),
  ],
  examples: [
    ["hastype(x^(1/2) + y, fraction)", "true"],
    ["hastype(x + y, fraction)", "false"],
  ],
  seeAlso: ["type", "has"],
})

// Names

const assign = builtin({
  name: "assign",
  family: "names",
  summary: "Assigns a value to a name, or the right sides of equations to their left sides.",
  definition: "x := v",
  signatures: [
    signature(
      [anyValue("equations", "an equation, or a list or set of them", "equations")],
      "NULL",
      ([value], context) => assigned(value, context),
    ),
    signature(
      [anyValue("name", "a name in quotes", "a name"), anyValue("value", "its value")],
      "NULL",
      ([name, value], context) => {
        languageContext(context).assignTo(name, value)
        return NULL
      },
    ),
  ],
  examples: [
    ["assign('u' = 5): u", "5"],
    ["assign('a' = 1): a + 1", "2"],
  ],
  seeAlso: ["unassign"],
})

function assigned(value: Value, context: CallContext): Value {
  if (value.kind === "list" || value.kind === "set") {
    for (const item of value.items) assigned(item, context)
    return NULL
  }
  if (value.kind !== "relation" || value.operator !== "=") {
    throw new EngineError("argument", "assign takes equations.", {
      given: describe(value),
      argument: 0,
      help: "assign",
    })
  }
  languageContext(context).assignTo(value.left, value.right)
  return NULL
}

const unassign = builtin({
  name: "unassign",
  family: "names",
  summary: "Takes the values of names away; the names stand in quotes.",
  definition: "x := \\text{'x'}",
  signatures: [
    signature([any], "NULL", ([names], context) => {
      for (const name of names) {
        if (name.kind !== "expr" || !(name.isSymbol() || name.head === "indexed")) {
          throw new EngineError("argument", "unassign takes names in quotes.", {
            given: describe(name),
            hint: "Write unassign('x').",
            help: "unassign",
          })
        }
        if (name.isSymbol()) languageContext(context).unassign(name.name ?? "")
        else removeEntry(name.args, context)
      }
      return NULL
    }),
  ],
  examples: [
    ["w := 5: unassign('w'): w", "w"],
    ["a := 2: b := 3: unassign('a', 'b'): a + b", "a+b"],
  ],
  seeAlso: ["assign", "restart"],
})

function removeEntry(parts: readonly Value[], context: CallContext): void {
  const [base, ...indices] = parts
  const held = base?.kind === "expr" ? context.lookup(base.name ?? "") : undefined
  if (held?.kind !== "table") return
  for (const [key, entry] of held.entries) {
    const own = entry.index.kind === "sequence" ? entry.index.items : [entry.index]
    if (valueText(listOf(own)) === valueText(listOf(indices))) held.entries.delete(key)
  }
}

const anames = builtin({
  name: "anames",
  family: "names",
  summary: "The names that have values in this session.",
  definition: "x_1, \\ldots, x_n",
  signatures: [
    signature([], "a sequence of names", (_, context) =>
      sequenceOf(languageContext(context).assignedNames().map(symbol)),
    ),
  ],
  examples: [
    ["restart: b1 := 2: a1 := 1: [anames()]", "[a1, b1]"],
    ["restart: nops([anames()])", "0"],
  ],
})

const restart = builtin({
  name: "restart",
  family: "names",
  summary: "Takes the values of all names away.",
  definition: "\\varnothing",
  signatures: [
    signature([], "NULL", (_, context) => {
      languageContext(context).restart()
      return NULL
    }),
  ],
  examples: [
    ["x := 5: restart: assigned(x)", "false"],
    ["a := 2: restart: a", "a"],
  ],
})

const withPackage = builtin({
  name: "with",
  family: "names",
  summary: "Answers with the names a package of Maple brings; all of them are there without it.",
  definition: "\\operatorname{with}(p)",
  signatures: [
    signature([anyValue("name", "the package's name", "a name"), any], "a list of names", ([name, wanted], context) => {
      const key =
        name.kind === "expr" && (name.isSymbol() || name.head === "indexed")
          ? name.toString().replace(/\[.*$/, "")
          : valueText(name)
      const brings = PACKAGES.get(key)
      if (brings === undefined) {
        throw new EngineError("name", "No package has this name.", {
          given: describe(name),
          hint: `Packages are ${[...PACKAGES.keys()].join(", ")}.`,
          argument: 0,
          help: "with",
        })
      }
      const asked = wanted.map(valueText)
      const names = brings.filter(
        (each) => languageContext(context).isFunction(each) && (asked.length === 0 || asked.includes(each)),
      )
      return listOf(names.map(symbol))
    }),
  ],
  examples: [
    ["member(modp, with(numtheory))", "false"],
    ["member(etamake, with(qseries))", "true"],
  ],
})

// Maple's settings

function foreignSetting(name: string, summary: string): DeclaredFunction {
  return builtin({
    name,
    family: "programs",
    summary,
    definition: `\\operatorname{${name}}(\\ldots)`,
    signatures: [
      signature([any], "NULL", ([args], context) => {
        if (name === "kernelopts" && args.some((value) => value.kind === "expr" && value.isSymbol("version")))
          return text("Durfee")
        context.warn(
          `${name} sets up Maple's own program; how results look here is chosen in the notebook. The call does nothing.`,
        )
        return NULL
      }),
    ],
    examples: [
      [`nops([${name}(printlevel)])`, "0"],
      [`${name}(): 1`, "1"],
    ],
  })
}

const packageVersion = builtin({
  name: "packageversion",
  aliases: ["changes"],
  family: "programs",
  summary: "Names this program, where worksheets ask which version of the qseries package they run with.",
  definition: "\\text{version}",
  signatures: [signature([], "a string", () => text("Durfee"))],
  examples: [
    ["packageversion()", '"Durfee"'],
    ["changes()", '"Durfee"'],
  ],
})

// Control

const ERROR = builtin({
  name: "ERROR",
  family: "programs",
  summary: "Stops with a message; %1, %2 in it stand for the further arguments.",
  definition: "\\text{error}",
  signatures: [
    signature([any], "nothing", ([parts]) => {
      throw new EngineError("domain", errorText(parts))
    }),
  ],
  examples: [
    ['f := proc(x) if x < 0 then ERROR("negative") fi: x end: f(4)', "4"],
    ['f := proc() try ERROR("no") catch: 3 end try end: f()', "3"],
  ],
})

const RETURN = builtin({
  name: "RETURN",
  family: "programs",
  summary: "Ends a procedure with a value; return v does the same.",
  definition: "v",
  signatures: [
    signature([any], "nothing", () => {
      throw new EngineError("argument", "RETURN stands by itself as a statement of a procedure.", {
        hint: "Write return v; in the procedure's body.",
        help: "RETURN",
      })
    }),
  ],
  examples: [
    ["f := proc(x) RETURN(x+1): 5 end: f(1)", "2"],
    ["f := proc() RETURN(7) end: f()", "7"],
  ],
})

const unapply = builtin({
  name: "unapply",
  family: "programs",
  summary: "The function that an expression is of the names given.",
  definition: "x \\mapsto e",
  signatures: [
    signature([e, any], "a function", ([value, names], context) => {
      const session = languageContext(context)
      const head = names.map(valueText).join(", ")
      const source = `${names.length === 1 ? head : `(${head})`} -> ${valueText(value)}`
      const made = composition(source, (args) =>
        session.substitute(
          value,
          names.map((from, i) => ({ from, to: args[i]?.value ?? from })),
          true,
        ),
      )
      return { ...made, name: null }
    }),
  ],
  examples: [
    ["g := unapply(x^2+1, x): g(3)", "10"],
    ["h := unapply(x*y, x, y): h(2, 3)", "6"],
  ],
})

// Forms that the evaluator reads itself; here is what they do as functions of values, as map(add, L) needs them.

function indexForm(
  name: string,
  summary: string,
  definition: string,
  apply: (parts: readonly Value[]) => Value,
  examples: readonly (readonly [string, string])[],
): DeclaredFunction {
  return builtin({
    name,
    family: "programs",
    summary,
    definition,
    signatures: [
      signature(
        [anyValue("e", "what is computed for each value of the index, or a list of values")],
        "a value",
        ([value]) => apply(partsOf(value)),
      ),
      signature(
        [
          e,
          anyValue("index", "i = a..b, or x in L", "an index"),
          rest(anyValue("step", "the step of the index", "a number")),
        ],
        "a value",
        () => {
          throw new EngineError("argument", `${name} with an index is called by its name.`, {
            hint: `Write ${name}(f(i), i = 1..n).`,
            help: name,
          })
        },
      ),
    ],
    examples,
  })
}

function nameForm(
  name: string,
  summary: string,
  answer: (value: Value) => Value,
  examples: readonly (readonly [string, string])[] = [],
): DeclaredFunction {
  return builtin({
    name,
    family: "names",
    summary,
    definition: "x",
    signatures: [signature([e], "a value", ([value]) => answer(value))],
    examples,
  })
}

const time = builtin({
  name: "time",
  family: "programs",
  summary: "Seconds of computing since the session began; time(e) are those that e takes.",
  definition: "t",
  signatures: [signature([any], "a number", (_, context) => languageContext(context).callNamed("time", []))],
  examples: [
    ["evalb(time() >= 0)", "true"],
    ["type(time(), numeric)", "true"],
  ],
})

export const programFunctions: readonly DeclaredFunction[] = [
  evalb,
  is,
  type,
  whattype,
  hastype,
  assign,
  unassign,
  anames,
  restart,
  withPackage,
  foreignSetting("interface", "Maple's settings of its window; accepted so that worksheets run."),
  foreignSetting(
    "kernelopts",
    "Maple's settings of its kernel; accepted so that worksheets run. kernelopts(version) names this program.",
  ),
  packageVersion,
  ERROR,
  RETURN,
  unapply,
  indexForm(
    "seq",
    "A sequence of values of an expression; its index is its own.",
    "e(a), e(a+1), \\ldots, e(b)",
    (parts) => sequenceOf(parts),
    [
      ["[seq(i^2, i = 1..5)]", "[1, 4, 9, 16, 25]"],
      ["[seq(x + 1, x in {1, 2})]", "[2, 3]"],
    ],
  ),
  indexForm(
    "add",
    "The sum over an index of its own, or of the members of a list.",
    "\\sum_{i=a}^{b} e(i)",
    addValues,
    [
      ["add(i^2, i = 1..5)", "55"],
      ["add([1, 2, 3])", "6"],
    ],
  ),
  indexForm(
    "mul",
    "The product over an index of its own, or of the members of a list.",
    "\\prod_{i=a}^{b} e(i)",
    mulValues,
    [
      ["mul(i, i = 1..5)", "120"],
      ["mul(q^i, i = 1..3)", "q^6"],
    ],
  ),
  indexForm(
    "sum",
    "The sum over an index that has no value; without numeric bounds it stands for itself.",
    "\\sum_{i=a}^{b} e(i)",
    addValues,
    [
      ["sum(k^2, k = 1..4)", "30"],
      ["sum(q^k, k = 0..2)", "1+q+q^2"],
    ],
  ),
  indexForm(
    "product",
    "The product over an index that has no value; without numeric bounds it stands for itself.",
    "\\prod_{i=a}^{b} e(i)",
    mulValues,
    [
      ["product(k, k = 1..4)", "24"],
      ["product(1+q^k, k = 1..2)", "(1+q)*(1+q^2)"],
    ],
  ),
  nameForm(
    "assigned",
    "Whether a name has a value.",
    (value) => (value.kind === "expr" && value.isSymbol() ? FALSE : TRUE),
    [
      ["assigned(nosuchname)", "false"],
      ["v := 1: assigned(v)", "true"],
    ],
  ),
  nameForm("evaln", "The name itself, whatever its value.", (value) => value, [
    ["evaln(q)", "q"],
    ["x := 5: evaln(x)", "x"],
  ]),
  time,
]

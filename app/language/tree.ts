import type { SourceRange } from "../contract"

/**
 * The tree of a program: what the grammar's nodes mean, without the marks they are written with. Chains of + and of * are flat, however
 * long; every other operator has two operands. Parentheses leave no trace. Ranges are offsets in the text that was parsed.
 */

interface Ranged {
  readonly range: SourceRange
}

export interface IntegerLiteral extends Ranged {
  readonly kind: "integer"
  readonly digits: string
}
/** A decimal as written; its value is the exact rational. */
export interface DecimalLiteral extends Ranged {
  readonly kind: "decimal"
  readonly text: string
}
export interface StringLiteral extends Ranged {
  readonly kind: "string"
  readonly text: string
}
export interface Name extends Ranged {
  readonly kind: "name"
  readonly name: string
}
/** %, %% or %%%. */
export interface Ditto extends Ranged {
  readonly kind: "ditto"
  readonly depth: 1 | 2 | 3
}
export interface ListLiteral extends Ranged {
  readonly kind: "list"
  readonly items: readonly Expression[]
}
export interface SetLiteral extends Ranged {
  readonly kind: "set"
  readonly items: readonly Expression[]
}
/** a, b, c; never of one item. The empty one is NULL written (). */
export interface SequenceExpression extends Ranged {
  readonly kind: "sequence"
  readonly items: readonly Expression[]
}
export interface SumTerm {
  readonly sign: 1 | -1
  readonly term: Expression
}
/** At least two terms, or one with the sign -1. */
export interface Sum extends Ranged {
  readonly kind: "sum"
  readonly terms: readonly SumTerm[]
}
export interface ProductFactor {
  readonly operator: "*" | "/"
  readonly factor: Expression
}
/** At least two factors; the first one's operator is "*". */
export interface Product extends Ranged {
  readonly kind: "product"
  readonly factors: readonly ProductFactor[]
}
export type BinaryOperator =
  | "^"
  | "@@"
  | "@"
  | "."
  | "||"
  | "mod"
  | "union"
  | "minus"
  | "intersect"
  | "subset"
  | "in"
  | "and"
  | "or"
  | "xor"
  | "implies"
export interface Binary extends Ranged {
  readonly kind: "binary"
  readonly operator: BinaryOperator
  readonly left: Expression
  readonly right: Expression
}
export type RelationOperator = "=" | "<>" | "<" | "<=" | ">" | ">="
export interface RelationExpression extends Ranged {
  readonly kind: "relation"
  readonly operator: RelationOperator
  readonly left: Expression
  readonly right: Expression
}
/** A missing end stands only in brackets: L[2..]. */
export interface RangeExpression extends Ranged {
  readonly kind: "range"
  readonly from: Expression | null
  readonly to: Expression | null
}
/** e $ i = 1..3, e $ 3; without a body, $ 1..3. */
export interface Repetition extends Ranged {
  readonly kind: "repetition"
  readonly body: Expression | null
  readonly over: Expression
}
export interface Not extends Ranged {
  readonly kind: "not"
  readonly operand: Expression
}
export interface FactorialExpression extends Ranged {
  readonly kind: "factorial"
  readonly operand: Expression
}
export interface Call extends Ranged {
  readonly kind: "call"
  readonly callee: Expression
  readonly arguments: readonly Expression[]
}
export interface Indexed extends Ranged {
  readonly kind: "indexed"
  readonly object: Expression
  readonly indices: readonly Expression[]
}
/** package:-name */
export interface Member extends Ranged {
  readonly kind: "member"
  readonly object: Expression
  readonly name: string
}
/** 'e' */
export interface Unevaluated extends Ranged {
  readonly kind: "unevaluated"
  readonly operand: Expression
}
export interface Parameter extends Ranged {
  readonly name: string
  readonly nameRange: SourceRange
  readonly type: Expression | null
  readonly default: Expression | null
}
export interface Lambda extends Ranged {
  readonly kind: "lambda"
  readonly parameters: readonly Parameter[]
  readonly body: Expression
}
export interface LocalName extends Ranged {
  readonly name: string
  readonly nameRange: SourceRange
  readonly type: Expression | null
  readonly initial: Expression | null
}
export interface Procedure extends Ranged {
  readonly kind: "procedure"
  readonly parameters: readonly Parameter[]
  readonly returnType: Expression | null
  readonly locals: readonly LocalName[]
  readonly globals: readonly LocalName[]
  readonly options: readonly Expression[]
  readonly description: string | null
  readonly body: Block
}
export interface Branch {
  readonly condition: Expression
  readonly body: Block
}
export interface If extends Ranged {
  readonly kind: "if"
  readonly branches: readonly Branch[]
  readonly otherwise: Block | null
}
export interface LoopVariable {
  readonly name: string
  readonly range: SourceRange
}
/** for, while and bare do in one; `in` excludes from, by and to. */
export interface Loop extends Ranged {
  readonly kind: "loop"
  readonly variable: LoopVariable | null
  readonly in: Expression | null
  readonly from: Expression | null
  readonly by: Expression | null
  readonly to: Expression | null
  readonly while: Expression | null
  readonly body: Block
}

export type Expression =
  | IntegerLiteral
  | DecimalLiteral
  | StringLiteral
  | Name
  | Ditto
  | ListLiteral
  | SetLiteral
  | SequenceExpression
  | Sum
  | Product
  | Binary
  | RelationExpression
  | RangeExpression
  | Repetition
  | Not
  | FactorialExpression
  | Call
  | Indexed
  | Member
  | Unevaluated
  | Lambda
  | Procedure
  | If
  | Loop

/** a := b; several targets for (a, b) := c. The value may be an assignment again. */
export interface Assignment extends Ranged {
  readonly kind: "assignment"
  readonly targets: readonly Expression[]
  readonly value: Expression | Assignment
}
export interface Return extends Ranged {
  readonly kind: "return"
  readonly value: Expression | null
}
export interface Break extends Ranged {
  readonly kind: "break"
}
export interface Next extends Ranged {
  readonly kind: "next"
}
export interface ErrorStatement extends Ranged {
  readonly kind: "error"
  readonly value: Expression | null
}
export interface Read extends Ranged {
  readonly kind: "read"
  readonly file: Expression
}
export interface CatchClause {
  /** Beginnings of messages; none catches everything. */
  readonly messages: readonly string[]
  readonly body: Block
}
export interface Try extends Ranged {
  readonly kind: "try"
  readonly body: Block
  readonly catches: readonly CatchClause[]
  readonly finally: Block | null
}
export interface Use extends Ranged {
  readonly kind: "use"
  readonly packages: readonly Expression[]
  readonly body: Block
}

export type Action = Assignment | Return | Break | Next | ErrorStatement | Read | Try | Use | Expression

export interface Statement extends Ranged {
  readonly action: Action
  /** Ended by ":"; its value is not shown. */
  readonly hidden: boolean
}
export interface Block extends Ranged {
  readonly statements: readonly Statement[]
}
export type Program = Block

/** Words that cannot be names unless back-quoted. */
export const KEYWORDS: ReadonlySet<string> = new Set(
  (
    "for from to by do od while if then elif else fi end proc local global option options description and or xor implies not in " +
    "union intersect minus subset mod return break next try catch finally error use read"
  ).split(" "),
)

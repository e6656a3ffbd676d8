import { styleTags, tags } from "@lezer/highlight"

/** What each token is, for the editor's colours. */
export const highlighting = styleTags({
  "for from to by do od while if then elif else fi end proc return break next try catch finally error use read":
    tags.controlKeyword,
  "local global option options description": tags.definitionKeyword,
  "and or xor implies not in union intersect minus subset mod": tags.operatorKeyword,
  Integer: tags.integer,
  Decimal: tags.float,
  String: tags.string,
  QuotedName: tags.special(tags.variableName),
  "Name!": tags.variableName,
  "Call/Name!": tags.function(tags.variableName),
  "For/Name! Parameter/Name!": tags.definition(tags.variableName),
  "Ditto QuoteDitto": tags.special(tags.variableName),
  LineComment: tags.lineComment,
  BlockComment: tags.blockComment,
  Prompt: tags.meta,
  "AssignOp ArrowOp": tags.definitionOperator,
  "TypeOp RangeOp MemberOp PochhammerIndex": tags.punctuation,
  "PowerOp MulOp AddOp ConcatOp Bang Dollar Superscript": tags.arithmeticOperator,
  "UnionSign IntersectSign": tags.arithmeticOperator,
  "CompareOp InSign SubsetSign": tags.compareOperator,
  NotSign: tags.logicOperator,
  Apostrophe: tags.quote,
  "Semicolon Colon ,": tags.separator,
  "( )": tags.paren,
  "[ ]": tags.squareBracket,
  "{ }": tags.brace,
})

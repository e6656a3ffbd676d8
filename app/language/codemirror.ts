import {
  continuedIndent,
  foldNodeProp,
  indentNodeProp,
  LanguageSupport,
  LRLanguage,
  type TreeIndentContext,
} from "@codemirror/language"
import { parser } from "./generated/parser"
import { FOLDABLE } from "./services/folding"

/** Bodies are indented by one unit; the words that end or divide them stand under the word that began them. */
function indentBlock(context: TreeIndentContext): number {
  const closes = /^\s*(od|fi|end|elif|else|catch|finally)\b/.test(context.textAfter)
  return context.baseIndent + (closes ? 0 : context.unit)
}

/** The language for CodeMirror: highlighting, folding, indentation, comment marks, closing of brackets. */
export const qSeriesLanguage = LRLanguage.define({
  name: "q-series",
  parser: parser.configure({
    props: [
      foldNodeProp.add((type) =>
        FOLDABLE.has(type.name)
          ? (node, state) => {
              const { to } = state.doc.lineAt(node.from)
              return to < node.to ? { from: to, to: node.to } : null
            }
          : undefined,
      ),
      indentNodeProp.add({
        "Procedure If Loop Try Use Elif Else Catch Finally Body": indentBlock,
        "Arguments List Set Parenthesised Subscript Assignment": continuedIndent(),
      }),
    ],
  }),
  languageData: {
    commentTokens: { line: "#", block: { open: "(*", close: "*)" } },
    closeBrackets: { brackets: ["(", "[", "{", '"', "`"] },
    indentOnInput: /^\s*(od|fi|end|elif|else|catch|finally)$/,
    wordChars: "_",
  },
})

export function qSeries(): LanguageSupport {
  return new LanguageSupport(qSeriesLanguage)
}

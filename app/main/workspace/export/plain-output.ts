import type { Output } from "../../../contract"

/** An output as lines of text, for exports that have nothing better. */
export function outputText(output: Output): string {
  switch (output.kind) {
    case "text":
    case "warning":
      return output.text
    case "error":
      return [output.failure.message, output.failure.hint ?? ""].filter((line) => line !== "").join("\n")
    case "picture":
      return [output.caption, output.description].filter((line) => line !== "").join("\n")
    case "foreign": {
      const { shown } = output
      return shown.as === "latex" ? shown.latex : shown.as === "image" ? shown.alt : shown.text
    }
    default:
      return output.text
  }
}

/** The TeX of an output in pieces between which a line may break; null when it is no formula. */
export function outputFormula(output: Output): readonly string[] | null {
  switch (output.kind) {
    case "series":
      if (output.latex.trim() === "") return null
      return output.closedForm === undefined ? [output.latex] : [output.closedForm, " = ", output.latex]
    case "formula":
      return output.latex.some((piece) => piece.trim() !== "") ? output.latex : null
    case "list": {
      const items = output.items.map((item) => item.latex)
      if (items.length === 0 || items.some((item) => item.trim() === "")) return null
      const [open, close] = { list: ["[", "]"], set: ["\\{", "\\}"], sequence: ["", ""] }[output.valueKind]
      const rest = output.count > items.length ? ["\\ldots"] : []
      const separated = [...items, ...rest].map((item, i, all) => (i < all.length - 1 ? `${item},\\; ` : item))
      return [open ?? "", ...separated, close ?? ""]
    }
    case "foreign":
      return output.shown.as === "latex" ? [output.shown.latex] : null
    default:
      return null
  }
}

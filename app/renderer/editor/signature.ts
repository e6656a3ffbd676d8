import { StateField, type EditorState, type Extension } from "@codemirror/state"
import { showTooltip, type Tooltip } from "@codemirror/view"
import { signatureHelp, type SignatureHelp } from "../../language/services/signature"
import { functions } from "../functions"

/** The signature of the call around the caret, with the argument at the caret marked. */
export function signatureHints(): Extension {
  return StateField.define<Tooltip | null>({
    create: () => null,
    update: (shown, transaction) => {
      if (!transaction.docChanged && transaction.selection === undefined) return shown
      const isTyping = transaction.isUserEvent("input") || transaction.isUserEvent("delete")
      return isTyping || shown !== null ? hintFor(transaction.state) : null
    },
    provide: (field) => showTooltip.from(field),
  })
}

function hintFor(state: EditorState): Tooltip | null {
  const { main } = state.selection
  if (!main.empty) return null
  const found = signatureHelp(state.doc.toString(), main.head, functions)
  if (found === null) return null
  return {
    pos: found.range.from,
    above: true,
    create: () => ({ dom: hintBox(found) }),
  }
}

function hintBox(help: SignatureHelp): HTMLElement {
  const box = document.createElement("div")
  box.className = "hover-box signature-box"
  const code = document.createElement("div")
  code.className = "hover-code"
  code.textContent = help.signatures[help.active] ?? help.function.name
  box.append(code)
  if (help.parameter !== null) {
    const words = document.createElement("div")
    words.className = "hover-words"
    const name = document.createElement("b")
    name.textContent = help.parameter.name
    words.append(name, `: ${help.parameter.meaning} (${help.parameter.domain})`)
    box.append(words)
  }
  return box
}

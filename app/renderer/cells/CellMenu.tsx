import type { Cell } from "../../contract/document"
import { displayKey, keyOf } from "../commands/keys"
import { usePage } from "../store/context"
import { strings, type CommandId } from "../strings"
import { FloatingMenu } from "../window/FloatingMenu"

interface Props {
  readonly cell: Cell
  readonly anchor: HTMLElement
  readonly onClose: () => void
}

interface Item {
  readonly command: CommandId
  readonly label: string
}

function items(cell: Cell): readonly (Item | null)[] {
  const words = strings.cell
  const isCode = cell.kind === "code"
  const running: (Item | null)[] = [
    { command: "run.above", label: words.runAbove },
    { command: "run.here", label: words.runHere },
    { command: "run.below", label: words.runBelow },
    { command: "run.restartToHere", label: strings.run.restartToHere },
    null,
  ]
  const output: Item[] = [
    {
      command: "cell.hideCode",
      label: cell.view.codeHidden === true ? words.showCode : words.hideCode,
    },
    {
      command: "cell.foldOutput",
      label: cell.view.outputFolded === true ? words.unfoldOutput : words.foldOutput,
    },
    { command: "cell.clearOutput", label: words.clearOutput },
  ]
  return [
    ...(isCode ? running : []),
    {
      command: "cell.lock",
      label: cell.view.locked === true ? words.unlock : words.lock,
    },
    ...(isCode ? output : []),
    { command: "cell.kind", label: isCode ? words.toText : words.toCode },
    null,
    { command: "cell.moveUp", label: words.moveUp },
    { command: "cell.moveDown", label: words.moveDown },
    { command: "cell.merge", label: words.merge },
    { command: "cell.duplicate", label: words.duplicate },
    { command: "cell.delete", label: words.delete },
  ]
}

export function CellMenu({ cell, anchor, onClose }: Props) {
  const page = usePage()
  const table = page.bindings
  return (
    <FloatingMenu anchor={anchor} label={strings.cell.menu} onClose={onClose}>
      {items(cell).map((item, i) => {
        if (item === null) return <hr key={i} />
        const key = keyOf(table, item.command)
        return (
          <button
            key={i}
            type="button"
            role="menuitem"
            tabIndex={-1}
            onClick={() => {
              onClose()
              page.command(item.command)
            }}
          >
            <span>{item.label}</span>
            {key !== null && <span className="key">{displayKey(key, page.isMac)}</span>}
          </button>
        )
      })}
    </FloatingMenu>
  )
}

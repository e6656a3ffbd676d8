import { MoreHorizontal } from "lucide-react"
import { useState } from "react"
import type { Variable } from "../../contract/notebook"
import { locate } from "../store/page"
import { runInNewCell } from "../commands/new-cell"
import { usePage, usePart } from "../store/context"
import { bytes, strings } from "../strings"
import { FloatingMenu } from "../window/FloatingMenu"

const SORTS = ["name", "age", "size"] as const
type Sort = (typeof SORTS)[number]

function sorted(variables: readonly Variable[], by: Sort): readonly Variable[] {
  if (by === "name") return variables.toSorted((a, b) => a.name.localeCompare(b.name, "en"))
  return by === "size" ? variables.toSorted((a, b) => b.bytes - a.bytes) : variables
}

export function VariablesPanel() {
  const variables = usePart((state) => state.notebook.variables)
  const [sort, setSort] = useState<Sort>("age")
  return (
    <section aria-label={strings.right.variables}>
      <div className="section-head">
        <h2>{strings.right.variables}</h2>
        {variables.length > 1 && (
          <select
            value={sort}
            aria-label={strings.right.sortBy}
            onChange={(event) => setSort(SORTS.find((name) => name === event.target.value) ?? "age")}
          >
            {SORTS.map((name) => (
              <option key={name} value={name}>
                {strings.right.sorts[name]}
              </option>
            ))}
          </select>
        )}
      </div>
      {variables.length === 0 && <p className="empty">{strings.right.noVariables}</p>}
      {sorted(variables, sort).map((variable) => (
        <VariableRow key={variable.name} variable={variable} />
      ))}
    </section>
  )
}

function pretty(text: string): string {
  const raised: Readonly<Record<string, string>> = {
    "0": "⁰",
    "1": "¹",
    "2": "²",
    "3": "³",
    "4": "⁴",
    "5": "⁵",
    "6": "⁶",
    "7": "⁷",
    "8": "⁸",
    "9": "⁹",
    "-": "⁻",
  }
  return text
    .replace(/\^\(?(-?[0-9]+)\)?/g, (_, exponent: string) =>
      [...exponent].map((digit) => raised[digit] ?? digit).join(""),
    )
    .replaceAll("*", "")
}

function VariableRow({ variable }: { readonly variable: Variable }) {
  const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null)
  const [open, setOpen] = useState(false)
  const setBy = usePart((state) =>
    variable.setBy === null ? null : (locate(state.notebook, variable.setBy)?.index ?? null),
  )
  const title = [
    variable.kind,
    variable.order === null ? null : `O(q^${variable.order})`,
    setBy === null ? null : strings.right.setBy(setBy + 1),
  ]
  return (
    <div className="variable-row" title={title.filter((part) => part !== null).join(" · ")}>
      <code>{variable.name}</code>
      <span className="value">{pretty(variable.text)}</span>
      <span className="size">{bytes(variable.bytes)}</span>
      <button
        ref={setAnchor}
        type="button"
        className="icon-button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={strings.right.actions(variable.name)}
        onClick={() => setOpen(!open)}
      >
        <MoreHorizontal size={14} strokeWidth={1.5} aria-hidden="true" />
      </button>
      {open && anchor !== null && <VariableMenu variable={variable} anchor={anchor} onClose={() => setOpen(false)} />}
    </div>
  )
}

function VariableMenu({
  variable,
  anchor,
  onClose,
}: {
  readonly variable: Variable
  readonly anchor: HTMLElement
  readonly onClose: () => void
}) {
  const page = usePage()
  const items: readonly (readonly [string, () => void])[] = [
    [strings.right.show, () => runInNewCell(page, `${variable.name};`)],
    ...(variable.kind === "series"
      ? [[strings.right.plot, () => runInNewCell(page, `plot(${variable.name});`)] as const]
      : []),
    ...(variable.setBy === null ? [] : [[strings.right.goToCell, () => page.focus(variable.setBy, "cell")] as const]),
    [strings.right.remove, () => runInNewCell(page, `unassign('${variable.name}'):`)],
  ]
  return (
    <FloatingMenu anchor={anchor} label={strings.right.actions(variable.name)} onClose={onClose}>
      {items.map(([label, act]) => (
        <button
          key={label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            onClose()
            act()
          }}
        >
          {label}
        </button>
      ))}
    </FloatingMenu>
  )
}

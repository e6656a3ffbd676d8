import { MoreHorizontal } from "lucide-react"
import { useState } from "react"
import type { Variable } from "../../contract/notebook"
import { locate } from "../store/page"
import { runInNewCell } from "../commands/new-cell"
import { usePage, usePart } from "../store/context"
import { bytes, strings } from "../strings"
import { TextItems } from "../outputs/CopyAs"
import { FloatingMenu } from "../window/FloatingMenu"
import { pretty } from "./pretty"

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
    <section className="variables" aria-label={strings.right.variables}>
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
      <div className="variable-list">
        {sorted(variables, sort).map((variable) => (
          <VariableRow key={variable.name} variable={variable} />
        ))}
      </div>
    </section>
  )
}

function VariableRow({ variable }: { readonly variable: Variable }) {
  const page = usePage()
  const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null)
  const [open, setOpen] = useState(false)
  const setBy = usePart((state) =>
    variable.setBy === null ? null : (locate(state.notebook, variable.setBy)?.index ?? null),
  )
  const { name, order } = variable
  return (
    <div className="variable-row">
      <code title={name}>{name}</code>
      <span className="value" title={variable.text}>
        {pretty(variable.text)}
      </span>
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
      <span className="about">
        {variable.kind}
        {order !== null && (
          <>
            {" · O(q"}
            <sup>{order}</sup>)
          </>
        )}
        {setBy !== null && (
          <>
            {" · "}
            <button type="button" className="link" onClick={() => page.focus(variable.setBy, "cell")}>
              {strings.right.setBy(setBy + 1)}
            </button>
          </>
        )}
      </span>
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
  const [copying, setCopying] = useState(false)
  const isSeries = variable.kind === "series" || variable.kind === "polynomial"
  if (copying)
    return (
      <FloatingMenu key="copy" anchor={anchor} label={strings.output.copyAs} onClose={onClose}>
        <TextItems source={{ variable: variable.name }} total={isSeries ? Infinity : null} onClose={onClose} />
      </FloatingMenu>
    )
  const items: readonly (readonly [string, () => void])[] = [
    [strings.right.show, () => runInNewCell(page, `${variable.name};`)],
    [strings.right.copyAs, () => setCopying(true)],
    ...(isSeries ? [[strings.right.plot, () => runInNewCell(page, `stems(${variable.name});`)] as const] : []),
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
            if (label !== strings.right.copyAs) onClose()
            act()
          }}
        >
          {label}
        </button>
      ))}
    </FloatingMenu>
  )
}

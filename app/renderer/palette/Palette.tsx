import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react"
import { usePage, usePart } from "../store/context"
import { strings } from "../strings"
import { useAnswer } from "../panels/use-answer"
import type { Page } from "../page"
import { Dialog } from "../window/Dialog"
import { allItems, PREFIXES, type Item, type Kind } from "./items"
import { ranked } from "./rank"

const MOST = 60
const recent: string[] = []

const askGallery = (page: Page) => page.client["files.gallery"]({}).result

function isPrefix(character: string): character is keyof typeof PREFIXES {
  return character in PREFIXES
}

function split(text: string): { kind: Kind | null; typed: string } {
  const first = text.charAt(0)
  return isPrefix(first) ? { kind: PREFIXES[first], typed: text.slice(1) } : { kind: null, typed: text }
}

/** One list for everything that can be done, opened or looked up. */
export function Palette() {
  const page = usePage()
  const prefix = usePart((state) => state.window.palette.prefix)
  const [text, setText] = useState(prefix)
  const [at, setAt] = useState(0)
  const list = useRef<HTMLUListElement>(null)
  const gallery = useAnswer(askGallery, "")
  const items = useMemo(() => allItems(page, gallery?.entries ?? []), [page, gallery])
  const { kind, typed } = split(text)
  const shown = useMemo(
    () => ranked(kind === null ? items : items.filter((item) => item.kind === kind), typed, recent, MOST),
    [items, kind, typed],
  )
  const close = (): void => page.window({ type: "palette", open: false })
  const act = (item: Item, other: boolean): void => {
    recent.unshift(...recent.splice(0).filter((id) => id !== item.id))
    recent.unshift(item.id)
    close()
    setTimeout(other && item.other !== undefined ? item.other : item.act)
  }
  const press = (event: KeyboardEvent): void => {
    const item = shown[at]
    if (event.key === "ArrowDown" || event.key === "ArrowUp")
      setAt((at + (event.key === "ArrowDown" ? 1 : shown.length - 1)) % Math.max(1, shown.length))
    else if (event.key === "Enter" && item !== undefined) act(item, event.ctrlKey || event.metaKey)
    else return
    event.preventDefault()
  }
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: "nearest" })
  }, [at])
  const picked = shown[at]
  return (
    <Dialog label={strings.palette.label} onClose={close}>
      <div className="palette">
        <input
          className="palette-input"
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={picked === undefined ? undefined : `palette-${at}`}
          aria-label={strings.palette.label}
          autoFocus
          value={text}
          placeholder={strings.palette.placeholder}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={press}
        />
        <div className="palette-body">
          <ul id="palette-list" role="listbox" aria-label={strings.palette.label} ref={list}>
            {shown.map((item, i) => (
              <li
                key={item.kind + item.id}
                id={`palette-${i}`}
                role="option"
                aria-selected={i === at}
                onMouseMove={() => setAt(i)}
                onClick={(event) => act(item, event.ctrlKey || event.metaKey)}
              >
                <span className="palette-kind">{strings.palette.kinds[item.kind]}</span>
                <span
                  className="palette-name"
                  data-code={item.kind === "function" || item.kind === "variable" || undefined}
                >
                  {item.name}
                </span>
                <span className="palette-note">{item.note}</span>
                {item.key !== null && <kbd>{item.key}</kbd>}
              </li>
            ))}
          </ul>
          {shown.length === 0 && <p className="empty">{strings.palette.none}</p>}
        </div>
        <p className="palette-hint">{strings.palette.hint}</p>
        <span className="sr-only" role="status">
          {strings.palette.resultCount(shown.length)}
        </span>
      </div>
    </Dialog>
  )
}

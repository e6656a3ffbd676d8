import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react"
import { usePage, usePart } from "../store/context"
import { strings } from "../strings"
import { displayKey } from "../commands/keys"
import { HelpEntry } from "../panels/HelpPanel"
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

/** Whether the field's caret stands behind its last character, where → has nothing left to do in the field. */
function isAtEnd({ selectionStart, value }: HTMLInputElement): boolean {
  return selectionStart === value.length
}

/** One list for everything that can be done, opened or looked up. */
export function Palette() {
  const page = usePage()
  const prefix = usePart((state) => state.window.palette.prefix)
  const [text, setText] = useState(prefix)
  const [at, setAt] = useState(0)
  const [helping, setHelping] = useState(false)
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
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    const item = shown[at]
    if (event.key === "ArrowDown" || event.key === "ArrowUp")
      setAt((at + (event.key === "ArrowDown" ? 1 : shown.length - 1)) % Math.max(1, shown.length))
    else if (event.key === "Enter" && item !== undefined) act(item, event.ctrlKey || event.metaKey)
    else if (event.key === "ArrowRight" && !helping && item?.help !== undefined && isAtEnd(event.currentTarget))
      setHelping(true)
    else if (event.key === "ArrowLeft" && helping) setHelping(false)
    else return
    event.preventDefault()
  }
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: "nearest" })
  }, [at])
  const picked = shown[at]
  const help = helping ? picked?.help : undefined
  return (
    <Dialog label={strings.palette.label} onClose={close}>
      <div className="palette" data-helping={help !== undefined || undefined}>
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
        <div className="palette-columns">
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
          {help !== undefined && (
            <section className="palette-help" aria-label={strings.palette.help} tabIndex={0} key={help.name}>
              <HelpEntry entry={help} onOpen={(name) => setText(`?${name}`)} onAct={close} />
            </section>
          )}
        </div>
        <p className="palette-hint">
          {strings.palette.hints.map((hint) => (
            <span key={hint}>{hint}</span>
          ))}
          <span className="space" />
          {picked?.help !== undefined && <span>{strings.palette.helpHint}</span>}
          {picked?.other !== undefined && (
            <span>{strings.palette.insertHint(displayKey("Mod+Enter", page.isMac))}</span>
          )}
        </p>
        <span className="sr-only" role="status">
          {strings.palette.resultCount(shown.length)}
        </span>
      </div>
    </Dialog>
  )
}

import { ChevronDown } from "lucide-react"
import { useEffect, useState } from "react"
import type { CellOutput } from "../../contract/document"
import { dialect as dialectSchema, type Dialect } from "../../contract/outputs"
import { copyOutput, dialectText } from "../commands/outputs"
import { usePage, usePart } from "../store/context"
import { strings } from "../strings"
import { FloatingMenu } from "../window/FloatingMenu"

interface Props {
  readonly id: CellOutput["id"]
  /** Terms of a series; null for values that have none to choose among. */
  readonly total: number | null
}

const PREVIEW = 160

/** The menu of dialects, the last one chosen first, with a look at what will be copied. */
export function CopyAs({ id, total }: Props) {
  const page = usePage()
  const open = usePart((state) => state.window.copying === id)
  const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null)
  const toggle = (): void => page.window({ type: "copying", output: open ? null : id })
  return (
    <>
      <button
        ref={setAnchor}
        type="button"
        className="copy-as"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={toggle}
      >
        {strings.output.copyAs} <ChevronDown size={12} strokeWidth={1.5} aria-hidden="true" />
      </button>
      {open && anchor !== null && <CopyMenu id={id} total={total} anchor={anchor} />}
    </>
  )
}

interface MenuProps extends Props {
  readonly anchor: HTMLElement
}

function CopyMenu({ id, total, anchor }: MenuProps) {
  const page = usePage()
  const last = usePart((state) => state.window.dialect)
  const shown = usePart((state) => state.window.termsShown.get(id)) ?? 60
  const [all, setAll] = useState(false)
  const [looked, setLooked] = useState<Dialect>(last)
  const terms = total === null || all ? null : Math.min(shown, total)
  const preview = usePreview(id, looked, terms)
  const dialects = [last, ...dialectSchema.options.filter((name) => name !== last)]
  const close = (): void => {
    page.window({ type: "copying", output: null })
    anchor.focus()
  }
  return (
    <FloatingMenu anchor={anchor} label={strings.output.copyAs} onClose={close}>
      {dialects.map((name) => (
        <button
          key={name}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onMouseEnter={() => setLooked(name)}
          onFocus={() => setLooked(name)}
          onClick={() => {
            close()
            void copyOutput(page, id, name, terms)
          }}
        >
          {strings.dialects[name]}
        </button>
      ))}
      <hr />
      {total !== null && (
        <div className="copy-scope">
          {[false, true].map((choice) => (
            <button
              key={String(choice)}
              type="button"
              role="menuitemradio"
              tabIndex={-1}
              aria-checked={all === choice}
              onClick={() => setAll(choice)}
            >
              {choice ? strings.output.allTermsOf(total) : strings.output.shownTerms}
            </button>
          ))}
        </div>
      )}
      <div className="copy-preview" aria-live="polite">
        <code>{preview === null ? "…" : preview.text.slice(0, PREVIEW)}</code>
        {preview !== null && <small>{strings.output.characters(preview.characters)}</small>}
      </div>
    </FloatingMenu>
  )
}

function usePreview(
  id: CellOutput["id"],
  dialect: Dialect,
  terms: number | null,
): { text: string; characters: number } | null {
  const page = usePage()
  const [preview, setPreview] = useState<{
    text: string
    characters: number
  } | null>(null)
  useEffect(() => {
    let current = true
    const timer = setTimeout(() => {
      void dialectText(page, id, dialect, terms).then((made) => current && setPreview(made))
    }, 80)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [page, id, dialect, terms])
  return preview
}

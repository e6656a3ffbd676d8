import { ChevronDown } from "lucide-react"
import { useEffect, useState } from "react"
import type { CellOutput } from "../../contract/document"
import { dialect as dialectSchema, type Dialect } from "../../contract/outputs"
import { copyValue, dialectText, type CopySource } from "../commands/outputs"
import { copyPicture } from "../pictures/export"
import { usePage, usePart } from "../store/context"
import { strings } from "../strings"
import { FloatingMenu } from "../window/FloatingMenu"

interface Props {
  readonly id: CellOutput["id"]
  /** Terms of a series; null for values that have none to choose among. */
  readonly total: number | null
  /** A picture of its own, with no text behind it. */
  readonly pictureOnly?: boolean
}

const PREVIEW = 160

/** The menu of dialects, the last one chosen first, with a look at what will be copied. */
export function CopyAs({ id, total, pictureOnly = false }: Props) {
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
      {open && anchor !== null && <CopyMenu id={id} total={total} pictureOnly={pictureOnly} anchor={anchor} />}
    </>
  )
}

interface MenuProps extends Props {
  readonly anchor: HTMLElement
}

function CopyMenu({ id, total, pictureOnly = false, anchor }: MenuProps) {
  const page = usePage()
  const close = (): void => {
    page.window({ type: "copying", output: null })
    anchor.focus()
  }
  const drawing = anchor.closest("[data-output]")?.querySelector<HTMLElement>(".drawing") ?? null
  return (
    <FloatingMenu anchor={anchor} label={strings.output.copyAs} onClose={close}>
      {drawing !== null && <PictureItems drawing={drawing} onClose={close} />}
      {!pictureOnly && <TextItems source={{ outputId: id }} total={total} onClose={close} />}
    </FloatingMenu>
  )
}

interface PictureProps {
  readonly drawing: HTMLElement
  readonly onClose: () => void
}

/** The picture as it is drawn now, in the theme's colours. */
function PictureItems({ drawing, onClose }: PictureProps) {
  const page = usePage()
  return (["svg", "png"] as const).map((format) => (
    <button
      key={format}
      type="button"
      role="menuitem"
      tabIndex={-1}
      onClick={() => {
        onClose()
        const copied = copyPicture(drawing, format)
        void page
          .attempt(copied)
          .then((done) => done !== null && page.toast(strings.output.copied(strings.picture.copied[format])))
      }}
    >
      {strings.picture.copied[format]}
    </button>
  ))
}

interface TextProps {
  readonly source: CopySource
  /** Terms of a series, infinity when nobody has counted them; null for values that have none to choose among. */
  readonly total: number | null
  readonly onClose: () => void
}

const SHOWN = 60

/** The dialects, the choice among terms, and what will be copied. */
export function TextItems({ source, total, onClose }: TextProps) {
  const page = usePage()
  const last = usePart((state) => state.window.dialect)
  const id = "outputId" in source ? source.outputId : null
  const shown = usePart((state) => (id === null ? undefined : state.window.termsShown.get(id))) ?? SHOWN
  const [all, setAll] = useState(false)
  const [looked, setLooked] = useState<Dialect>(last)
  const terms = total === null || all ? null : Math.min(shown, total)
  const preview = usePreview(source, looked, terms)
  const dialects = [last, ...dialectSchema.options.filter((name) => name !== last)]
  return (
    <>
      {dialects.map((name) => (
        <button
          key={name}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onMouseEnter={() => setLooked(name)}
          onFocus={() => setLooked(name)}
          onClick={() => {
            onClose()
            void copyValue(page, source, name, terms)
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
              {choice
                ? strings.output.allTermsOf(total)
                : id === null
                  ? strings.output.firstTerms(SHOWN)
                  : strings.output.shownTerms}
            </button>
          ))}
        </div>
      )}
      <div className="copy-preview" aria-live="polite">
        <code>{preview === null ? "…" : preview.text.slice(0, PREVIEW)}</code>
        {preview !== null && <small>{strings.output.characters(preview.characters)}</small>}
      </div>
    </>
  )
}

function usePreview(
  source: CopySource,
  dialect: Dialect,
  terms: number | null,
): { text: string; characters: number } | null {
  const page = usePage()
  const [preview, setPreview] = useState<{
    text: string
    characters: number
  } | null>(null)
  const outputId = "outputId" in source ? source.outputId : null
  const variable = "variable" in source ? source.variable : ""
  useEffect(() => {
    let current = true
    const wanted = outputId === null ? { variable } : { outputId }
    const timer = setTimeout(() => {
      void dialectText(page, wanted, dialect, terms).then((made) => current && setPreview(made))
    }, 80)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [page, outputId, variable, dialect, terms])
  return preview
}

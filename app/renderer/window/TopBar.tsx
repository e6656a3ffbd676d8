import { Play, Search, Square, PanelLeft, PanelRight } from "lucide-react"
import { useEffect, useState } from "react"
import { FORCE_AFTER } from "../commands/commands"
import { displayKey } from "../commands/keys"
import type { FileState } from "../../contract/notebook"
import { usePage, usePart } from "../store/context"
import { canStop } from "../store/notebook"
import { strings } from "../strings"

export function savedWords(file: FileState): string {
  const words = strings.file
  const parts = [
    file.readOnly ? words.readOnly : null,
    file.dirty ? words.edited : null,
    file.savedAt === null ? words.neverSaved : file.dirty ? words.savedAt(file.savedAt) : words.saved(file.savedAt),
    file.dirty && file.kept ? words.kept : null,
  ]
  return parts.filter((part) => part !== null).join(" · ")
}

export function TopBar() {
  const page = usePage()
  const file = usePart((state) => state.notebook.file)
  const ours = usePart((state) => state.notebook.content.language.ours)
  const loaded = usePart((state) => state.notebook.loaded)
  const title = file.title === "" ? strings.top.untitled : file.title
  useEffect(() => {
    document.title = `${title} – ${strings.product}`
  }, [title])
  const key = (name: string): string => displayKey(name, page.isMac)
  return (
    <header className="top-bar" data-region="top" aria-label={strings.regions.top} tabIndex={-1}>
      <button
        type="button"
        className="icon-button"
        aria-label={strings.commands["window.left"]}
        title={`${strings.commands["window.left"]} (${key("Mod+B")})`}
        onClick={() => page.command("window.left")}
      >
        <PanelLeft size={16} strokeWidth={1.5} aria-hidden="true" />
      </button>
      <span className="document-title">{title}</span>
      <span className="saved">{loaded && savedWords(file)}</span>
      <span className="space" />
      <button type="button" className="button search" onClick={() => page.command("palette.open")}>
        <Search size={14} strokeWidth={1.5} aria-hidden="true" />
        <kbd>{key("Mod+K")}</kbd>
        <span className="wide">{strings.top.search}</span>
      </button>
      {ours && <RunButtons />}
      <button
        type="button"
        className="icon-button"
        aria-label={strings.commands["window.right"]}
        title={`${strings.commands["window.right"]} (${key("Mod+Alt+B")})`}
        onClick={() => page.command("window.right")}
      >
        <PanelRight size={16} strokeWidth={1.5} aria-hidden="true" />
      </button>
    </header>
  )
}

function RunButtons() {
  const page = usePage()
  const running = usePart((state) => canStop(state.notebook.session))
  return (
    <>
      <button type="button" className="button" onClick={() => page.command("run.all")}>
        {strings.top.runAll}
      </button>
      <button type="button" className="button primary" onClick={() => page.command("run.next")}>
        <Play size={13} strokeWidth={1.5} aria-hidden="true" />
        {strings.top.run} <kbd className="wide">{page.isMac ? "⇧⏎" : "Shift ⏎"}</kbd>
      </button>
      {running && <StopButton />}
    </>
  )
}

/** The same button stops and, when there is no answer, ends the session's process. */
function StopButton() {
  const page = usePage()
  const askedAt = usePart((state) => state.window.stopAskedAt)
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (askedAt === null) return setLate(false)
    const timer = setTimeout(() => setLate(true), FORCE_AFTER)
    return () => clearTimeout(timer)
  }, [askedAt])
  return (
    <button
      type="button"
      className={late ? "button danger" : "button"}
      title={late ? strings.top.forceStopNote : displayKey("Mod+.", page.isMac)}
      onClick={() => page.command(late ? "run.forceStop" : "run.stop")}
    >
      <Square size={12} strokeWidth={1.5} aria-hidden="true" />
      {late ? strings.top.forceStop : strings.top.stop}
    </button>
  )
}

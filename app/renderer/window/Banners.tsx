import type { ReactNode } from "react"
import { usePage, usePart } from "../store/context"
import { locate } from "../store/page"
import { strings } from "../strings"

interface Props {
  readonly tone: "warning" | "error" | "note"
  readonly text: string
  /** Stays in sight while the page scrolls. */
  readonly sticky?: boolean
  readonly children?: ReactNode
}

function Banner({ tone, text, sticky = false, children }: Props) {
  return (
    <div className="banner" data-tone={tone} data-sticky={sticky} role="status">
      <p>{text}</p>
      {children}
    </div>
  )
}

/** What the reader should know about the file or the session before reading on. */
export function Banners() {
  const file = usePart((state) => state.notebook.file)
  const language = usePart((state) => state.notebook.content.language)
  const session = usePart((state) => state.notebook.session)
  return (
    <>
      <FaultBanner />
      <ReadingBanner />
      {file.notice !== null && <Banner tone="note" text={file.notice} />}
      {file.conflict !== "none" && <ConflictBanner removed={file.conflict === "removed"} />}
      {!language.ours && <Banner tone="note" text={strings.file.foreign(language.name)} />}
      {session.lostBecause !== null && <LostBanner because={session.lostBecause} />}
    </>
  )
}

/** The self-test of the first start failed: what is computed here is not to be trusted. */
function FaultBanner() {
  const page = usePage()
  if (!usePart((state) => state.window.isFaulty)) return null
  return (
    <Banner tone="error" text={strings.selfTest.failed} sticky>
      <button type="button" className="button" onClick={() => page.command("window.selfTest")}>
        {strings.selfTest.show}
      </button>
    </Banner>
  )
}

/** A cell waits for leave to read a file; it is asked once for a notebook. */
function ReadingBanner() {
  const page = usePage()
  const documentId = usePart((state) => state.notebook.documentId)
  const question = usePart((state) => state.notebook.question)
  if (question === null || documentId === null) return null
  const { questionId, fileName, folderName, cellId } = question
  const cell = (locate(page.state.notebook, cellId)?.index ?? 0) + 1
  const answer = (allow: boolean): void =>
    void page.attempt(page.client["run.answer"]({ documentId, questionId, allow }).result)
  return (
    <Banner tone="warning" text={strings.file.mayRead(cell, fileName, folderName)} sticky>
      <button type="button" className="button" onClick={() => answer(true)}>
        {strings.file.allow}
      </button>
      <button type="button" className="button" onClick={() => answer(false)}>
        {strings.file.refuse}
      </button>
    </Banner>
  )
}

function ConflictBanner({ removed }: { readonly removed: boolean }) {
  const page = usePage()
  const documentId = usePart((state) => state.notebook.documentId)
  const resolve = (choice: "keepMine" | "takeTheirs" | "saveCopy"): void => {
    if (documentId !== null) void page.attempt(page.client["files.resolveConflict"]({ documentId, choice }).result)
  }
  return (
    <Banner tone="warning" text={removed ? strings.file.conflictRemoved : strings.file.conflictChanged}>
      <button type="button" className="button" onClick={() => resolve("keepMine")}>
        {strings.file.keepMine}
      </button>
      {!removed && (
        <button type="button" className="button" onClick={() => resolve("takeTheirs")}>
          {strings.file.takeTheirs}
        </button>
      )}
      <button type="button" className="button" onClick={() => resolve("saveCopy")}>
        {strings.file.saveCopy}
      </button>
      {!removed && (
        <button type="button" className="button" onClick={() => page.showTab("history")}>
          {strings.file.compare}
        </button>
      )}
    </Banner>
  )
}

function LostBanner({ because }: { readonly because: string }) {
  const page = usePage()
  const restored = usePart((state) => state.notebook.session.restored)
  const lost = usePart((state) => state.notebook.session.notRestored)
  const words = [
    because,
    restored === undefined || restored.length === 0 ? "" : strings.run.restored(restored),
    lost === undefined || lost.length === 0
      ? ""
      : strings.run.notRestored(lost.map(({ name, why }) => `${name} (${why})`)),
  ]
  return (
    <Banner tone="error" text={words.filter((part) => part !== "").join(" ")}>
      <button type="button" className="button" onClick={() => page.command("run.restart")}>
        {strings.run.restart}
      </button>
      <button type="button" className="button" onClick={() => page.command("run.restartToHere")}>
        {strings.run.restartToHere}
      </button>
    </Banner>
  )
}

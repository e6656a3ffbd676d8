import { unifiedMergeView } from "@codemirror/merge"
import { EditorState } from "@codemirror/state"
import { EditorView } from "@codemirror/view"
import { useEffect, useLayoutEffect, useRef, useState } from "react"
import type { BinnedCell, Cell } from "../../contract/document"
import { highlighter } from "../editor/highlight"
import { nonce } from "../editor/nonce"
import { syntaxHighlighting } from "@codemirror/language"
import { qSeries } from "../../language/codemirror"
import type { Page } from "../page"
import { insertAt, positionOf } from "../store/cells"
import { usePage, usePart } from "../store/context"
import { strings, time } from "../strings"
import type { VersionEntry } from "../types"
import { differences, type Difference } from "./differences"
import { LargeOutputs } from "./LargeOutputs"
import { useAnswer } from "./use-answer"

const BIN_SHOWN = 50

function askVersions(page: Page): Promise<{ versions: VersionEntry[] }> {
  const { documentId } = page.state.notebook
  return documentId === null ? Promise.resolve({ versions: [] }) : page.client["files.versions"]({ documentId }).result
}

/** Deleted cells, the undo list, and the file's versions. */
export function HistoryPanel() {
  const page = usePage()
  const key = usePart((state) => `${state.notebook.documentId ?? ""}${state.notebook.file.savedAt ?? 0}`)
  const bin = usePart((state) => state.notebook.bin)
  const undo = usePart((state) => state.notebook.undo)
  const answer = useAnswer(askVersions, key)
  const [compared, setCompared] = useState<VersionEntry | null>(null)
  if (compared !== null) return <Comparison version={compared} onBack={() => setCompared(null)} />
  return (
    <>
      <section>
        <h2>{strings.left.bin}</h2>
        {bin.length === 0 && <p className="empty">{strings.left.binEmpty}</p>}
        {bin.slice(0, BIN_SHOWN).map((entry) => (
          <BinRow key={`${entry.cell.id}${entry.at}`} entry={entry} />
        ))}
      </section>
      <section>
        <h2>{strings.left.versions}</h2>
        {answer?.versions.length === 0 && <p className="empty">{strings.left.noVersions}</p>}
        {answer?.versions.map((version) => (
          <button
            key={version.versionId}
            type="button"
            className="row version-row"
            onClick={() => setCompared(version)}
          >
            <span className="name">{time(version.at)}</span>
            <span className="note">{strings.left.versionNote(version.why, version.cells)}</span>
          </button>
        ))}
      </section>
      <LargeOutputs />
      {undo.length > 0 && (
        <section>
          <h2>{strings.left.undoList}</h2>
          {undo
            .slice(-12)
            .toReversed()
            .map((step, i) => (
              <button key={`${step.at}-${i}`} type="button" className="row" onClick={() => undoMany(page, i + 1)}>
                <span className="name">{step.label}</span>
                <span className="note">{time(step.at)}</span>
              </button>
            ))}
        </section>
      )}
    </>
  )
}

function undoMany(page: Page, steps: number): void {
  for (let i = 0; i < steps; i++) page.command("edit.undo")
}

function bringBack(page: Page, cell: Cell, index: number): void {
  const { notebook } = page.state
  const exists = positionOf(notebook, cell.id) >= 0
  if (exists) {
    return page.change(
      {
        operations: [{ type: "setSource", cellId: cell.id, source: cell.source }],
        focus: { cellId: cell.id, mode: "cell" },
      },
      strings.labels.bringBack,
    )
  }
  const at = Math.min(index, notebook.content.cells.length)
  page.change(
    {
      ...insertAt(at, cell),
      focus: { cellId: cell.id, mode: "cell", caret: null },
    },
    strings.labels.bringBack,
  )
}

function BinRow({ entry }: { readonly entry: BinnedCell }) {
  const page = usePage()
  return (
    <div className="bin-row">
      <code>{entry.cell.source.split("\n")[0]}</code>
      <span className="note">{time(entry.at)}</span>
      <button type="button" className="link" onClick={() => bringBack(page, entry.cell, entry.index)}>
        {strings.left.bringBack}
      </button>
    </div>
  )
}

function Comparison({ version, onBack }: { readonly version: VersionEntry; readonly onBack: () => void }) {
  const page = usePage()
  const cells = usePart((state) => state.notebook.content.cells)
  const [then, setThen] = useState<readonly Cell[] | null>(null)
  useEffect(() => {
    const { documentId } = page.state.notebook
    if (documentId === null) return
    let current = true
    const asked = page.client["files.version"]({
      documentId,
      versionId: version.versionId,
    }).result
    void page.attempt(asked).then((made) => current && made !== null && setThen(made.content.cells))
    return () => {
      current = false
    }
  }, [page, version])
  const openCopy = async (): Promise<void> => {
    const { documentId } = page.state.notebook
    if (documentId === null) return
    const made = await page.attempt(
      page.client["files.openVersion"]({
        documentId,
        versionId: version.versionId,
      }).result,
    )
    if (made !== null) await page.openDocument(made.documentId)
  }
  const found = then === null ? [] : differences(then, cells)
  return (
    <section className="comparison">
      <div className="panel-actions">
        <button type="button" className="dashed" onClick={onBack}>
          {strings.left.back}
        </button>
        <button type="button" className="dashed" onClick={() => void openCopy()}>
          {strings.left.openCopy}
        </button>
      </div>
      <h2>
        {time(version.at)} · {version.why}
      </h2>
      {then !== null && found.length === 0 && <p className="empty">{strings.left.same}</p>}
      {found.map((difference, i) => (
        <DifferenceView key={i} difference={difference} />
      ))}
    </section>
  )
}

function DifferenceView({ difference }: { readonly difference: Difference }) {
  const page = usePage()
  const then = difference.kind === "removed" || difference.kind === "changed" ? difference.then : null
  const index = difference.kind === "removed" ? difference.index : 0
  const cell = then ?? (difference.kind === "added" || difference.kind === "moved" ? difference.now : null)
  if (cell === null) return null
  return (
    <div className="difference" data-kind={difference.kind}>
      <p className="note">{strings.left[difference.kind]}</p>
      {difference.kind === "changed" ? (
        <MergeView then={difference.then.source} now={difference.now.source} isCode={difference.now.kind === "code"} />
      ) : (
        <pre>{cell.source}</pre>
      )}
      {then !== null && (
        <button type="button" className="link" onClick={() => bringBack(page, then, index)}>
          {strings.left.bringBack}
        </button>
      )}
    </div>
  )
}

function MergeView({ then, now, isCode }: { readonly then: string; readonly now: string; readonly isCode: boolean }) {
  const host = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (host.current === null) return
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: now,
        extensions: [
          EditorView.cspNonce.of(nonce()),
          EditorState.readOnly.of(true),
          EditorView.editable.of(false),
          EditorView.lineWrapping,
          syntaxHighlighting(highlighter),
          isCode ? qSeries() : [],
          unifiedMergeView({
            original: then,
            mergeControls: false,
            gutter: false,
          }),
        ],
      }),
    })
    return () => view.destroy()
  }, [then, now, isCode])
  return <div ref={host} className="merge" />
}

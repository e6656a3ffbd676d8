import { BookOpen, Clock, History, List } from "lucide-react"
import { lazy, Suspense, type KeyboardEvent } from "react"
import { outline } from "../text/outline"
import { usePage, usePart } from "../store/context"
import { LEFT_TABS, type LeftTab } from "../store/window"
import { strings, time } from "../strings"
import type { FileEntry } from "../types"
import type { Page } from "../page"
import { Still } from "./Still"
import { useAnswer } from "./use-answer"
import { Splitter } from "../window/Splitter"

const HistoryPanel = lazy(async () => ({ default: (await import("./HistoryPanel")).HistoryPanel }))

const ICONS = {
  outline: List,
  recent: Clock,
  gallery: BookOpen,
  history: History,
} as const

function walkTabs(event: KeyboardEvent, tab: LeftTab, choose: (tab: LeftTab) => void): void {
  const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0
  const next = LEFT_TABS.at((LEFT_TABS.indexOf(tab) + by) % LEFT_TABS.length)
  if (by === 0 || next === undefined) return
  event.preventDefault()
  choose(next)
  document.getElementById(`tab-${next}`)?.focus()
}

export function LeftPanel() {
  const page = usePage()
  const tab = usePart((state) => state.window.leftTab)
  const width = usePart((state) => state.window.settings.leftWidth)
  const choose = (next: LeftTab): void => page.window({ type: "leftTab", tab: next })
  return (
    <nav className="side left" data-region="left" aria-label={strings.regions.left} tabIndex={-1}>
      <div className="tabs compact" role="tablist">
        {LEFT_TABS.map((name) => {
          const Icon = ICONS[name]
          return (
            <button
              key={name}
              id={`tab-${name}`}
              type="button"
              role="tab"
              aria-selected={name === tab}
              aria-controls="left-panel"
              tabIndex={name === tab ? 0 : -1}
              title={strings.left[name]}
              aria-label={strings.left[name]}
              onClick={() => choose(name)}
              onKeyDown={(event) => walkTabs(event, tab, choose)}
            >
              <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
              <span>{strings.left.tabs[name]}</span>
            </button>
          )
        })}
      </div>
      <div className="side-scroll" id="left-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {tab === "outline" && <OutlinePanel onTab={choose} />}
        {tab === "recent" && <RecentPanel />}
        {tab === "gallery" && <GalleryPanel />}
        {tab === "history" && (
          <Suspense fallback={null}>
            <HistoryPanel />
          </Suspense>
        )}
      </div>
      <Splitter
        side="left"
        width={width}
        least={180}
        most={360}
        onChange={(leftWidth) => page.saveSettings({ leftWidth })}
      />
    </nav>
  )
}

function OutlinePanel({ onTab }: { readonly onTab: (tab: LeftTab) => void }) {
  const page = usePage()
  const cells = usePart((state) => state.notebook.content.cells)
  const focused = usePart((state) => state.notebook.focus.cellId)
  const headings = outline(cells)
  const positions = new Map(cells.map((cell, i) => [cell.id, i]))
  const at = focused === null ? -1 : (positions.get(focused) ?? -1)
  const current = headings.findLastIndex((heading) => (positions.get(heading.cellId) ?? 0) <= at)
  return (
    <>
      {headings.length === 0 && <p className="empty">{strings.left.untitledSection}</p>}
      {headings.map((heading, i) => (
        <button
          key={`${heading.cellId}-${i}`}
          type="button"
          className="row outline-row"
          data-level={Math.min(heading.level, 4)}
          aria-current={i === current}
          onClick={() => page.focus(heading.cellId, "cell")}
        >
          <span className="name" title={heading.text}>
            {heading.text}
          </span>
        </button>
      ))}
      <RecentPanel brief onAll={() => onTab("recent")} />
      <GalleryPanel brief onAll={() => onTab("gallery")} />
    </>
  )
}

const askRecent = (page: Page) => page.client["files.recent"]({}).result
const askGallery = (page: Page) => page.client["files.gallery"]({}).result

const BRIEF = 4

interface BriefProps {
  /** Only the first few, under the outline. */
  readonly brief?: boolean
  readonly onAll?: () => void
}

/** Leads from the first few entries to the tab with all of them. */
function AllRow({ count, onAll }: { readonly count: number; readonly onAll: (() => void) | undefined }) {
  if (count <= BRIEF || onAll === undefined) return null
  return (
    <button type="button" className="row all-row" onClick={onAll}>
      {strings.left.all(count)}
    </button>
  )
}

function RecentPanel({ brief = false, onAll }: BriefProps) {
  const page = usePage()
  const key = usePart((state) => `${state.notebook.documentId ?? ""}${state.notebook.file.savedAt ?? 0}`)
  const answer = useAnswer(askRecent, key)
  const entries = answer?.entries ?? []
  const open = async (entry: FileEntry): Promise<void> => {
    const made = await page.attempt(page.client["files.open"]({ fileId: entry.fileId }).result)
    if (made !== null) await page.openDocument(made.documentId)
  }
  return (
    <section>
      <h2>{strings.left.recent}</h2>
      <div className="panel-actions">
        <button type="button" className="dashed" onClick={() => page.command("file.new")}>
          {strings.left.new}
        </button>
        <button type="button" className="dashed" onClick={() => page.command("file.open")}>
          {strings.left.open}
        </button>
      </div>
      {entries.length === 0 && !brief && <p className="empty">{strings.left.noRecent}</p>}
      {entries.slice(0, brief ? BRIEF : undefined).map((entry) => (
        <button key={entry.fileId} type="button" className="row" title={entry.name} onClick={() => void open(entry)}>
          <span className="name">{entry.name.replace(/\.ipynb$/, "")}</span>
          {!brief && <span className="note">{time(entry.modified)}</span>}
        </button>
      ))}
      {brief && <AllRow count={entries.length} onAll={onAll} />}
    </section>
  )
}

function GalleryPanel({ brief = false, onAll }: BriefProps) {
  const page = usePage()
  const answer = useAnswer(askGallery, "")
  const open = async (name: string): Promise<void> => {
    const made = await page.attempt(page.client["files.openGallery"]({ name }).result)
    if (made !== null) await page.openDocument(made.documentId)
  }
  const entries = answer?.entries ?? []
  if (entries.length === 0) return null
  return (
    <section>
      <h2>{strings.left.gallery}</h2>
      {entries.slice(0, brief ? BRIEF : undefined).map((entry) => (
        <button
          key={entry.name}
          type="button"
          className={brief ? "row" : "row gallery-row"}
          onClick={() => void open(entry.name)}
        >
          {!brief && <Still rows={entry.still} />}
          <span className="name" title={brief ? entry.title : undefined}>
            {entry.title}
          </span>
          {!brief && (
            <span className="line">
              {entry.line} · <span className="note">{strings.left.minutes(entry.minutes)}</span>
            </span>
          )}
        </button>
      ))}
      {brief && <AllRow count={entries.length} onAll={onAll} />}
    </section>
  )
}

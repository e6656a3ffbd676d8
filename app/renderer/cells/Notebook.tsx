import { memo, useLayoutEffect, useRef, useState } from "react"
import type { CellId } from "../../contract/document"
import { sectionOf } from "../store/cells"
import type { Notebook as NotebookState } from "../store/notebook"
import { idsOf, type PageState } from "../store/page"
import { usePage, usePart } from "../store/context"
import { strings } from "../strings"
import { Banners } from "../window/Banners"
import { chunksOf, type Chunk, type Folded } from "./chunks"
import { ChunkView } from "./ChunkView"
import { InsertLine } from "./InsertLine"
import { useKeepInView } from "./keep-in-view"
import { ColumnWidthContext } from "./width"

/** Chunks at the top that are there at once. */
const AT_ONCE = 1
/** Rail, gutter and the paddings of an output, taken off the column. */
const AROUND = 44 + 14 + 14

const selectIds = (state: PageState): readonly CellId[] => idsOf(state.notebook)

const nothingFolded: Folded = { counts: new Map(), gone: new Set() }

function foldedOf({ notebook }: PageState): Folded {
  if (notebook.foldedSections.size === 0) return nothingFolded
  const sections = [...notebook.foldedSections].map((id) => ({ id, section: sectionOf(notebook, id) }))
  return {
    counts: new Map(sections.map(({ id, section }) => [id, section.length])),
    gone: new Set(sections.flatMap(({ section }) => section.map((cell) => cell.id))),
  }
}

let lastFolded: { readonly notebook: NotebookState; readonly folded: Folded } | null = null

/** The same object as long as the notebook is the same. */
function foldedAway(state: PageState): Folded {
  if (lastFolded?.notebook !== state.notebook) lastFolded = { notebook: state.notebook, folded: foldedOf(state) }
  return lastFolded.folded
}

/** The page itself: one column of cells, all of them in the document, those far away passed over by the browser's own means. */
export const Notebook = memo(function Notebook() {
  const chunks = useChunks(usePart(selectIds))
  const wide = usePart((state) => state.window.settings.wide)
  const hidden = usePart(foldedAway)
  const title = usePart((state) => state.notebook.file.title)
  const { column, width } = useColumn()
  const page = useRef<HTMLElement>(null)
  useKeepInView(page)
  return (
    <main ref={page} className="page" data-region="page" id="notebook" tabIndex={-1} aria-label={strings.regions.page}>
      <h1 className="sr-only">{title === "" ? strings.top.untitled : title}</h1>
      <div className="column" ref={column} data-wide={wide}>
        <Banners />
        <ColumnWidthContext value={width}>
          <InsertLine index={0} />
          {chunks.map((chunk, i) => (
            <ChunkView key={chunk.key} chunk={chunk} hidden={hidden} first={i < AT_ONCE} />
          ))}
        </ColumnWidthContext>
        <EndOfPage />
      </div>
    </main>
  )
})

/** The chunks of the present order, made from those of the last one. */
function useChunks(ids: readonly CellId[]): readonly Chunk[] {
  const [{ ids: seen, chunks }, setSeen] = useState({ ids, chunks: chunksOf(ids, []) })
  if (seen === ids) return chunks
  const next = chunksOf(ids, chunks)
  setSeen({ ids, chunks: next })
  return next
}

/** A press on the empty paper below the last cell makes a cell there, unless the last one is empty already. */
function EndOfPage() {
  const page = usePage()
  const add = (): void => {
    const last = page.state.notebook.content.cells.at(-1)
    if (last === undefined) return
    page.focus(last.id, "text", "end")
    if (last.source !== "" || last.kind !== "code") page.command("cell.codeBelow")
  }
  return <div className="page-end" onClick={add} />
}

function useColumn() {
  const column = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(745)
  useLayoutEffect(() => {
    const element = column.current
    if (element === null) return
    const measure = (): void => setWidth(Math.max(200, element.clientWidth - AROUND))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { column, width }
}

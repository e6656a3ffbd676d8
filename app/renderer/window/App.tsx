import { useEffect, useLayoutEffect, useMemo } from "react"
import { Notebook } from "../cells/Notebook"
import { FindBar } from "../find/FindBar"
import { ExportDialog } from "./ExportDialog"
import { SelfTest } from "./SelfTest"
import { useDrops } from "./drops"
import { FileDialog } from "./FileDialog"
import { useKeys } from "../commands/use-keys"
import { TermWindowsContext } from "../outputs/use-windows"
import { TermWindows } from "../outputs/windows"
import { Palette } from "../palette/Palette"
import { LeftPanel } from "../panels/LeftPanel"
import { RightPanel } from "../panels/RightPanel"
import { SettingsPage } from "../settings/SettingsPage"
import { PageContext, usePage, usePart } from "../store/context"
import { isPanelOpen } from "../store/window"
import { strings } from "../strings"
import type { Page } from "../page"
import { RepairView } from "./RepairView"
import { StatusBar } from "./StatusBar"
import { applyTheme } from "./theme"
import { Toasts } from "./Toasts"
import { TopBar } from "./TopBar"
import { Announcer } from "./Announcer"
import { useAutosave } from "./autosave"
import { useNotices } from "./notices"

export function App({ page }: { readonly page: Page }) {
  return (
    <PageContext value={page}>
      <Window />
    </PageContext>
  )
}

function useTheme(): void {
  const theme = usePart((state) => state.window.settings.theme)
  useEffect(() => applyTheme(theme), [theme])
}

/** Widths of the page, its zoom counted, below which the right panel lies over it, and both do. */
const [RIGHT_OVER, BOTH_OVER] = [1100, 800]

/** Below 1100 px the right panel lies over the page, below 800 px both do. */
function useNarrow(page: Page): void {
  const zoom = usePart((state) => state.window.settings.zoom)
  useLayoutEffect(() => {
    const tell = (): void => {
      const width = innerWidth / (zoom / 100)
      page.window({ type: "narrow", narrow: width < BOTH_OVER ? 2 : width < RIGHT_OVER ? 1 : 0 })
    }
    tell()
    addEventListener("resize", tell)
    return () => removeEventListener("resize", tell)
  }, [page, zoom])
}

/** What listens and draws nothing. It stands apart, for a run tells it more than the window is to be drawn again for. */
function Listeners() {
  const page = usePage()
  useTheme()
  useKeys(page)
  useNotices(page)
  useAutosave(page)
  useDrops(page)
  useNarrow(page)
  return null
}

function Window() {
  const page = usePage()
  const { leftWidth, rightWidth, zoom } = usePart((state) => state.window.settings)
  const windows = useMemo(() => new TermWindows(page), [page])
  const needsRepair = usePart((state) => state.notebook.file.needsRepair)
  const paletteOpen = usePart((state) => state.window.palette.open)
  const settingsOpen = usePart((state) => state.window.settingsOpen)
  const dialog = usePart((state) => state.window.fileDialog)
  const narrow = usePart((state) => state.window.narrow)
  const leftOpen = usePart((state) => isPanelOpen(state.window, "left"))
  const rightOpen = usePart((state) => isPanelOpen(state.window, "right"))
  const sizes = {
    "--left-width": `${leftWidth}px`,
    "--right-width": `${rightWidth}px`,
    zoom: zoom / 100,
  }
  return (
    <TermWindowsContext value={windows}>
      <Listeners />
      <a className="skip" href="#notebook">
        {strings.skip.page}
      </a>
      <div
        className="window"
        style={sizes}
        data-narrow={narrow}
        data-left={leftOpen ? "open" : "closed"}
        data-right={rightOpen ? "open" : "closed"}
      >
        <TopBar />
        <LeftPanel />
        <div className="page-area">
          <FindBar />
          {needsRepair ? <RepairView /> : <Notebook />}
        </div>
        <RightPanel />
        <StatusBar />
      </div>
      {paletteOpen && <Palette />}
      {settingsOpen && <SettingsPage />}
      {dialog !== "none" && <FileDialog kind={dialog} />}
      <ExportDialog />
      <SelfTest />
      <Toasts />
      <Announcer />
      <ConnectionVeil />
    </TermWindowsContext>
  )
}

/** What stands over the page when nothing it shows can be changed any more. */
function ConnectionVeil() {
  const connection = usePart((state) => state.window.connection)
  if (connection === "open") return null
  return (
    <div className="veil" role="status">
      <p>{strings.connection[connection]}</p>
      {connection === "lost" && (
        <button type="button" className="button primary" onClick={() => location.reload()}>
          {strings.connection.reload}
        </button>
      )}
    </div>
  )
}

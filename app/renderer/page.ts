import type { CellId, DocumentId } from "../contract/document"
import type { NotebookContract } from "../contract/notebook"
import { askedName } from "../language/questions"
import { PROTOCOL_VERSION } from "../contract/version"
import { RemoteError, type Client } from "../contract/rpc"
import { bindings, type Binding } from "./commands/keys"
import { runCommand } from "./commands/commands"
import { Editors } from "./editor/editors"
import { readSettings, writeSettings, type Settings } from "./settings/settings"
import type { Change } from "./store/cells"
import { createPageStore, locate, type PageState, type PageStore } from "./store/page"
import type { LeftTab, WindowAction } from "./store/window"
import { strings, type CommandId } from "./strings"
import { Sync } from "./sync"

/** Where this tab remembers the document it shows, so that a reload comes back to it. */
const SHOWN = "durfee-document"

/** The first start belongs to the reader's first line: the self-test comes after. */
const SELF_TEST_AFTER = 4000

/**
 * What stands behind the components: the store, the connection, the editors, the commands. Components read the store and call what is here;
 * nothing here knows a component.
 */
export class Page {
  readonly store: PageStore = createPageStore()
  readonly editors = new Editors()
  readonly sync: Sync
  #settingsTimer: ReturnType<typeof setTimeout> | undefined

  constructor(readonly client: Client<NotebookContract>) {
    this.sync = new Sync(this.store, client, (error) => this.trouble(error))
  }

  get state(): PageState {
    return this.store.get()
  }

  get isMac(): boolean {
    return this.state.window.platform === "darwin"
  }

  get bindings(): readonly Binding[] {
    const { profile, keys } = this.state.window.settings
    return bindings({ profile, changed: keys, isMac: this.isMac })
  }

  /** Greets the main process, takes over the settings, and opens the document that was asked for. */
  async start(): Promise<void> {
    const [hello, stored] = await Promise.all([
      this.client["app.hello"]({ protocol: PROTOCOL_VERSION }).result,
      this.client["app.settings"]({}).result,
    ])
    const settings = readSettings(stored.json)
    this.window({
      type: "greeted",
      platform: hello.platform,
      door: hello.door,
    })
    if (settings.ok) this.window({ type: "settings", change: settings.settings })
    else this.toast(strings.settings.badJson(settings.message), "error")
    const before = hello.open.find((id) => id === sessionStorage.getItem(SHOWN))
    const first = before ?? hello.open[0] ?? (await this.client["files.new"]({}).result).documentId
    await this.openDocument(first)
    if (this.state.window.settings.selfTested !== hello.version)
      setTimeout(() => void this.#firstSelfTest(hello.version), SELF_TEST_AFTER)
  }

  /** A version that starts here for the first time tests itself; a success is not told, only remembered. */
  async #firstSelfTest(version: string): Promise<void> {
    const made = await this.attempt(this.client["app.selfTest"]({}).result)
    if (made?.passed === true) this.saveSettings({ selfTested: version })
    else if (made !== null) this.window({ type: "faulty" })
  }

  async openDocument(documentId: DocumentId): Promise<void> {
    this.editors.flush()
    sessionStorage.setItem(SHOWN, documentId)
    await this.sync.open(documentId)
    const bin = await this.attempt(this.client["files.bin"]({ documentId }).result)
    if (bin !== null)
      this.store.dispatch({ to: "notebook", action: { type: "binned", documentId, entries: bin.entries } })
  }

  window(action: WindowAction): void {
    this.store.dispatch({ to: "window", action })
  }

  toast(text: string, tone: "plain" | "error" = "plain"): void {
    this.window({ type: "toast", text, tone })
  }

  /** Shows or hides a panel: beside the page, or over it where the window is narrow. */
  showPanel(side: "left" | "right", show: boolean): void {
    const { narrow } = this.state.window
    if (side === "right" ? narrow > 0 : narrow > 1) this.window({ type: "overlay", overlay: show ? side : "none" })
    else this.saveSettings(side === "left" ? { leftOpen: show } : { rightOpen: show })
  }

  /** Opens the left panel at a tab. */
  showTab(tab: LeftTab): void {
    this.window({ type: "leftTab", tab })
    this.showPanel("left", true)
  }

  /** Opens the help panel at a word. */
  showHelp(word: string): void {
    this.showPanel("right", true)
    this.window({ type: "help", word })
  }

  say(text: string): void {
    this.window({ type: "say", text })
  }

  trouble(error: unknown): void {
    if (error instanceof RemoteError) {
      const { message, given, hint } = error.failure
      if (error.failure.code !== "cancelled") this.toast([message, given, hint].filter(Boolean).join(" "), "error")
    } else if (error instanceof Error) this.toast(error.message, "error")
    else throw error
  }

  /** Awaits a request whose failure the reader is told about in a toast. */
  async attempt<T>(work: Promise<T>): Promise<T | null> {
    try {
      return await work
    } catch (error) {
      this.trouble(error)
      return null
    }
  }

  /** One undo step. Text that is still on its way from an editor goes first. */
  change(change: Change, label: string, mergeKey?: string): void {
    if (change.operations.length === 0) return
    const { operations, focus } = change
    const merge = mergeKey === undefined ? {} : { mergeKey }
    const moved = focus === undefined ? {} : { focus: { ...focus, reveal: this.state.notebook.focus.reveal + 1 } }
    this.store.dispatch({
      to: "notebook",
      action: {
        type: "edit",
        operations,
        label,
        at: Date.now(),
        ...merge,
        ...moved,
      },
    })
  }

  focus(cellId: CellId | null, mode: "cell" | "text", caret: "start" | "end" | number | null = null): void {
    const reveal = this.state.notebook.focus.reveal + 1
    this.store.dispatch({
      to: "notebook",
      action: { type: "focus", focus: { cellId, mode, caret, reveal } },
    })
  }

  /** The main process has every key that was typed. */
  async flush(): Promise<void> {
    this.editors.flush()
    await this.sync.flush()
  }

  async runCells(cellIds: readonly CellId[]): Promise<void> {
    const { documentId } = this.state.notebook
    if (documentId === null || cellIds.length === 0) return
    this.window({ type: "firstRunDone" })
    await this.flush()
    const asked = this.askedHelp(cellIds)
    if (asked !== null) return this.showHelp(asked)
    // A cell may have been deleted while the keys before it were on their way.
    const there = cellIds.filter((cellId) => locate(this.state.notebook, cellId) !== undefined)
    if (there.length > 0) await this.attempt(this.client["run.cells"]({ documentId, cellIds: there }).result)
  }

  /** The name in a cell that is a question, `?sift`: it is answered by the help panel, not by the session. */
  private askedHelp(cellIds: readonly CellId[]): string | null {
    const [only, second] = cellIds
    if (only === undefined || second !== undefined || !this.state.notebook.content.language.ours) return null
    const cell = locate(this.state.notebook, only)?.cell
    return cell?.kind === "code" ? askedName(cell.source) : null
  }

  command(id: CommandId): void {
    runCommand(this, id)
  }

  saveSettings(change: Partial<Settings>): void {
    this.window({ type: "settings", change })
    clearTimeout(this.#settingsTimer)
    this.#settingsTimer = setTimeout(() => {
      void this.attempt(
        this.client["app.saveSettings"]({
          json: writeSettings(this.state.window.settings),
        }).result,
      )
    }, 300)
  }
}

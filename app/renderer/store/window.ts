import type { Dialect } from "../../contract/outputs"
import { defaultSettings, type Settings } from "../settings/settings"

/** What the window shows around the notebook. */
export const LEFT_TABS = ["outline", "recent", "gallery", "history"] as const
export type LeftTab = (typeof LEFT_TABS)[number]

export type ExportFormat = "html" | "latex" | "markdown" | "script" | "pdf"

export interface Toast {
  readonly id: number
  readonly text: string
  readonly undo: boolean
  readonly tone: "plain" | "error"
}

export interface HelpTopic {
  readonly word: string
  /** Counts requests, so that asking again for the same word brings the panel back. */
  readonly asked: number
}

export interface FindState {
  readonly open: boolean
  readonly replacing: boolean
  readonly query: string
  readonly replacement: string
  readonly matchCase: boolean
  readonly at: number
  /** Counts requests to put the caret into the field. */
  readonly asked: number
}

export interface Caret {
  readonly line: number
  readonly column: number
  /** The name under the caret, if any. */
  readonly word: string | null
}

export interface WindowState {
  readonly connection: "waiting" | "open" | "lost" | "refused"
  readonly platform: "linux" | "darwin" | "win32"
  readonly door: "desktop" | "browser" | "memory"
  readonly settings: Settings
  readonly leftTab: LeftTab
  readonly palette: { readonly open: boolean; readonly prefix: string }
  readonly settingsOpen: boolean
  readonly selfTestOpen: boolean
  /** The self-test of a first start failed. */
  readonly isFaulty: boolean
  readonly fileDialog: "none" | "open" | "save"
  readonly toasts: readonly Toast[]
  readonly help: HelpTopic
  readonly find: FindState
  readonly caret: Caret | null
  readonly dialect: Dialect
  /** The output whose "Copy as" menu is open. */
  readonly copying: string | null
  /** Terms shown of a series, by output id; absent: as many as fit three lines. */
  readonly termsShown: ReadonlyMap<string, number>
  /** What screen readers are told next. */
  readonly said: string
  readonly firstRunDone: boolean
  readonly stopAskedAt: number | null
  /** An export that waits for the reader's word, since some results are doubtful. */
  readonly exporting: { readonly format: ExportFormat; readonly doubtful: number } | null
  /** How many of the panels lie over the page because the window is narrow: 1 the right one, 2 both. */
  readonly narrow: 0 | 1 | 2
  /** The panel that lies over the page now. */
  readonly overlay: "none" | "left" | "right"
}

export type WindowAction =
  | { readonly type: "connection"; readonly state: WindowState["connection"] }
  | {
      readonly type: "greeted"
      readonly platform: WindowState["platform"]
      readonly door: WindowState["door"]
    }
  | { readonly type: "settings"; readonly change: Partial<Settings> }
  | { readonly type: "leftTab"; readonly tab: LeftTab }
  | {
      readonly type: "palette"
      readonly open: boolean
      readonly prefix?: string
    }
  | { readonly type: "settingsOpen"; readonly open: boolean }
  | { readonly type: "selfTestOpen"; readonly open: boolean }
  | { readonly type: "faulty" }
  | { readonly type: "fileDialog"; readonly dialog: WindowState["fileDialog"] }
  | {
      readonly type: "toast"
      readonly text: string
      readonly undo?: boolean
      readonly tone?: Toast["tone"]
    }
  | { readonly type: "toastGone"; readonly id: number }
  | { readonly type: "help"; readonly word: string }
  | { readonly type: "find"; readonly change: Partial<FindState> }
  | { readonly type: "caret"; readonly caret: Caret | null }
  | { readonly type: "dialect"; readonly dialect: Dialect }
  | { readonly type: "copying"; readonly output: string | null }
  | {
      readonly type: "termsShown"
      readonly output: string
      readonly terms: number | null
    }
  | { readonly type: "say"; readonly text: string }
  | { readonly type: "firstRunDone" }
  | { readonly type: "stopAsked"; readonly at: number | null }
  | { readonly type: "exporting"; readonly exporting: WindowState["exporting"] }
  | { readonly type: "narrow"; readonly narrow: WindowState["narrow"] }
  | { readonly type: "overlay"; readonly overlay: WindowState["overlay"] }

export const initialWindow: WindowState = {
  connection: "waiting",
  platform: "linux",
  door: "memory",
  settings: defaultSettings,
  leftTab: "outline",
  palette: { open: false, prefix: "" },
  settingsOpen: false,
  selfTestOpen: false,
  isFaulty: false,
  fileDialog: "none",
  toasts: [],
  help: { word: "", asked: 0 },
  find: {
    open: false,
    replacing: false,
    query: "",
    replacement: "",
    matchCase: false,
    at: 0,
    asked: 0,
  },
  caret: null,
  dialect: "latex",
  copying: null,
  termsShown: new Map(),
  said: "",
  firstRunDone: false,
  stopAskedAt: null,
  exporting: null,
  narrow: 0,
  overlay: "none",
}

/** Whether a panel is seen, beside the page or over it. */
export function isPanelOpen({ narrow, overlay, settings }: WindowState, side: "left" | "right"): boolean {
  const isOver = side === "right" ? narrow > 0 : narrow > 1
  return isOver ? overlay === side : side === "left" ? settings.leftOpen : settings.rightOpen
}

let nextToast = 1
const MAX_TOASTS = 3

export function reduceWindow(state: WindowState, action: WindowAction): WindowState {
  switch (action.type) {
    case "connection":
      return { ...state, connection: action.state }
    case "greeted":
      return {
        ...state,
        platform: action.platform,
        door: action.door,
        connection: "open",
      }
    case "settings":
      return { ...state, settings: { ...state.settings, ...action.change } }
    case "leftTab":
      return { ...state, leftTab: action.tab }
    case "palette":
      return {
        ...state,
        palette: { open: action.open, prefix: action.prefix ?? "" },
      }
    case "selfTestOpen":
      return { ...state, selfTestOpen: action.open }
    case "faulty":
      return { ...state, isFaulty: true }
    case "settingsOpen":
      return { ...state, settingsOpen: action.open }
    case "fileDialog":
      return { ...state, fileDialog: action.dialog }
    case "toast":
      return addToast(state, action.text, action.undo ?? false, action.tone ?? "plain")
    case "toastGone":
      return {
        ...state,
        toasts: state.toasts.filter((toast) => toast.id !== action.id),
      }
    case "help":
      return {
        ...state,
        help: { word: action.word, asked: state.help.asked + 1 },
      }
    case "find":
      return { ...state, find: { ...state.find, ...action.change } }
    case "caret":
      return { ...state, caret: action.caret }
    case "dialect":
      return { ...state, dialect: action.dialect }
    case "copying":
      return { ...state, copying: action.output }
    case "termsShown":
      return {
        ...state,
        termsShown: withTerms(state.termsShown, action.output, action.terms),
      }
    case "say":
      return { ...state, said: action.text }
    case "firstRunDone":
      return state.firstRunDone ? state : { ...state, firstRunDone: true }
    case "stopAsked":
      return { ...state, stopAskedAt: action.at }
    case "exporting":
      return { ...state, exporting: action.exporting }
    case "narrow":
      return state.narrow === action.narrow ? state : { ...state, narrow: action.narrow, overlay: "none" }
    case "overlay":
      return { ...state, overlay: action.overlay }
  }
}

function addToast(state: WindowState, text: string, undo: boolean, tone: Toast["tone"]): WindowState {
  const toast: Toast = { id: nextToast++, text, undo, tone }
  return {
    ...state,
    toasts: [...state.toasts, toast].slice(-MAX_TOASTS),
    said: text,
  }
}

function withTerms(
  shown: ReadonlyMap<string, number>,
  output: string,
  terms: number | null,
): ReadonlyMap<string, number> {
  const next = new Map(shown)
  if (terms === null) next.delete(output)
  else next.set(output, terms)
  return next
}

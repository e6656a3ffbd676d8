import type { Extension } from "@codemirror/state"
import { EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view"

/** How long the caret is seen, and then not. */
const HALF = 550
const OUT = "data-caret-out"

/**
 * The caret blinks by a timer. CodeMirror's own way, a CSS animation without end, keeps the browser making frames, so that each key waits for the
 * screen's next one: measured, it costs half of the time from key to paint, and power while nobody types.
 */
export function blinkingCaret(): Extension {
  return [blinker, stillLayer]
}

class Blinker {
  readonly #view: EditorView
  readonly #isStill = matchMedia("(prefers-reduced-motion: reduce)")
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(view: EditorView) {
    this.#view = view
    this.#restart()
  }

  update(update: ViewUpdate): void {
    if (update.docChanged || update.selectionSet || update.focusChanged) this.#restart()
  }

  destroy(): void {
    this.#stop()
  }

  /** Seen from now on for one half of its time, as after each key. */
  #restart(): void {
    this.#stop()
    if (this.#view.hasFocus && !this.#isStill.matches)
      this.#timer = setInterval(() => this.#view.scrollDOM.toggleAttribute(OUT), HALF)
  }

  #stop(): void {
    clearInterval(this.#timer)
    this.#view.scrollDOM.removeAttribute(OUT)
  }
}

const blinker = ViewPlugin.fromClass(Blinker)

const stillLayer = EditorView.theme({
  "& > .cm-scroller > .cm-cursorLayer": { animation: "none !important" },
  [`& > .cm-scroller[${OUT}] > .cm-cursorLayer`]: { visibility: "hidden" },
})

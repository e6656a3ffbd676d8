import type { Output } from "../../contract"

/** Of one cell: characters and outputs that are sent; the rest is counted. */
const MAX_CHARACTERS = 10_000_000
const MAX_OUTPUTS = 10_000
/** Printed lines are gathered into one output until they are this many characters, or something else comes. */
const GATHER = 8_000

/** Keeps a cell's outputs within what a page and a file can hold. Printed lines that follow each other become one output. */
export class OutputCap {
  readonly #send: (output: Output) => void
  #lines: string[] = []
  #gathered = 0
  #characters = 0
  #sent = 0
  #dropped = 0

  constructor(send: (output: Output) => void) {
    this.#send = send
  }

  /** Whether anything more would only be counted. */
  get isFull(): boolean {
    return this.#sent >= MAX_OUTPUTS || this.#characters + this.#gathered >= MAX_CHARACTERS
  }

  /** Counts an output that was not even made. */
  drop(): void {
    this.#dropped++
  }

  put(output: Output): void {
    if (output.kind === "text") return this.#gather(output.text)
    this.#flush()
    this.#emit(output)
  }

  /** Sends what waits, and says how much was left out. */
  end(): void {
    this.#flush()
    if (this.#dropped === 0) return
    this.#send({
      kind: "warning",
      text: `The cell wrote more than a page holds: ${this.#dropped} further outputs are not shown.`,
    })
  }

  #gather(text: string): void {
    if (this.isFull) {
      this.#dropped++
      return
    }
    this.#lines.push(text)
    this.#gathered += text.length + 1
    if (this.#gathered >= GATHER) this.#flush()
  }

  #flush(): void {
    if (this.#lines.length === 0) return
    const text = this.#lines.join("\n")
    this.#lines = []
    this.#gathered = 0
    this.#emit({ kind: "text", text })
  }

  #emit(output: Output): void {
    if (this.isFull) {
      this.#dropped++
      return
    }
    this.#sent++
    this.#characters += "text" in output ? output.text.length : 1000
    this.#send(output)
  }
}

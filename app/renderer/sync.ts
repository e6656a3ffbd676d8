import type { DocumentId } from "../contract/document"
import type { DocumentEvent, NotebookContract } from "../contract/notebook"
import { RemoteError, type Client } from "../contract/rpc"
import { FrameQueue } from "./store/frames"
import type { PageStore } from "./store/page"

/**
 * Keeps the page's copy and the main process's document together: follows the document's events, and sends what the reader did, one
 * message at a time and in order. A change that was made on an older revision is sent again on the newer one: operations name their cells by id, so
 * they mean the same there.
 */
export class Sync {
  readonly pageId = crypto.randomUUID()
  #watching: AbortController | null = null
  #sending: Promise<void> | null = null

  constructor(
    private readonly store: PageStore,
    private readonly client: Client<NotebookContract>,
    private readonly onTrouble: (error: unknown) => void,
  ) {
    store.subscribe(() => {
      if (store.get().notebook.outbox.length > 0) void this.flush()
    })
  }

  /** Shows another document. */
  async open(documentId: DocumentId): Promise<void> {
    await this.flush()
    this.#watching?.abort()
    this.store.dispatch({
      to: "notebook",
      action: { type: "opened", documentId },
    })
    const watching = new AbortController()
    this.#watching = watching
    void this.#follow(documentId, watching)
  }

  async #follow(documentId: DocumentId, watching: AbortController): Promise<void> {
    const call = this.client["notebook.watch"]({ documentId, page: this.pageId }, { signal: watching.signal })
    call.result.catch((error: unknown) => {
      if (!watching.signal.aborted) this.onTrouble(error)
    })
    const queue = new FrameQueue<DocumentEvent>((events) =>
      this.store.dispatchAll(
        events.map((event) => ({ to: "notebook", action: { type: "event", event, page: this.pageId } }) as const),
      ),
    )
    watching.signal.addEventListener("abort", () => queue.clear())
    for await (const event of call) {
      if (watching.signal.aborted) return
      queue.push(event)
      // The first sight of a document waits for nothing.
      if (event.event === "snapshot") queue.flush()
    }
  }

  /** Resolves when everything in the outbox has been acknowledged. */
  flush(): Promise<void> {
    this.#sending ??= this.#send().finally(() => (this.#sending = null))
    return this.#sending
  }

  async #send(): Promise<void> {
    let refused = 0
    for (;;) {
      const { documentId, outbox, revision } = this.store.get().notebook
      const batch = outbox[0]
      if (batch === undefined || documentId === null) return
      try {
        const change = {
          documentId,
          page: this.pageId,
          revision,
          operations: [...batch.operations],
          label: batch.label,
        }
        const answer = await this.client["notebook.change"](change).result
        refused = 0
        this.store.dispatch({
          to: "notebook",
          action: { type: "sent", revision: answer.revision, count: 1 },
        })
      } catch (error) {
        if (!(error instanceof RemoteError)) throw error
        refused += 1
        if (this.store.get().window.connection === "lost") return
        if (error.failure.code === "conflict" && refused < 20) await this.#newer(revision)
        else return this.#giveUp(documentId, error)
      }
    }
  }

  /** Waits for the event that brings a newer revision, at most a short while. */
  #newer(than: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer)
        unsubscribe()
        resolve()
      }
      const timer = setTimeout(finish, 200)
      const unsubscribe = this.store.subscribe(() => {
        if (this.store.get().notebook.revision > than) finish()
      })
      if (this.store.get().notebook.revision > than) finish()
    })
  }

  /** A change that does not fit is dropped, and the document as it is fetched again. */
  #giveUp(documentId: DocumentId, error: RemoteError): void {
    this.store.dispatch({
      to: "notebook",
      action: { type: "sent", revision: 0, count: 1 },
    })
    this.onTrouble(error)
    this.#watching?.abort()
    const watching = new AbortController()
    this.#watching = watching
    void this.#follow(documentId, watching)
  }
}

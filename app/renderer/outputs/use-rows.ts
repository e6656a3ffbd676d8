import { useEffect, useRef, useState } from "react"
import type { CellOutput } from "../../contract/document"
import type { RowChoice, TableRow } from "../../contract/outputs"
import { RemoteError } from "../../contract/rpc"
import { usePage } from "../store/context"
import { strings } from "../strings"

const BLOCK = 256

interface Rows {
  readonly rows: ReadonlyMap<number, TableRow>
  readonly total: number | null
  readonly problem: string | null
  /** Asks for the rows of these positions, both included. */
  readonly want: (from: number, to: number) => void
}

/** Blocks of rows, fetched as the reader scrolls; nothing beyond what was looked at is ever sent. */
export function useRows(id: CellOutput["id"], choice: RowChoice): Rows {
  const page = usePage()
  const [rows, setRows] = useState<ReadonlyMap<number, TableRow>>(new Map())
  const [total, setTotal] = useState<number | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const asked = useRef(new Set<number>())
  const key = JSON.stringify([id, choice])
  const latest = useRef(key)
  useEffect(() => {
    latest.current = key
    asked.current = new Set()
    setRows(new Map())
    setProblem(null)
  }, [key])
  const want = (from: number, to: number): void => {
    const { documentId } = page.state.notebook
    for (let block = Math.floor(from / BLOCK); block <= Math.floor(to / BLOCK); block++) {
      if (documentId === null || asked.current.has(block)) continue
      asked.current.add(block)
      const at = block * BLOCK
      page.client["output.rows"]({ documentId, outputId: id, from: at, count: BLOCK, choice }).result.then(
        (answer) => {
          // Another choice was made meanwhile.
          if (latest.current !== key) return
          setTotal(answer.total)
          setRows((now) => new Map([...now, ...answer.rows.map((row, i): [number, TableRow] => [at + i, row])]))
        },
        (error: unknown) => {
          if (!(error instanceof RemoteError)) throw error
          if (latest.current !== key || error.failure.code === "cancelled") return
          const isGone = error.failure.code === "notFound" || error.failure.code === "sessionLost"
          setProblem(
            isGone ? strings.output.gone : [error.failure.message, error.failure.hint].filter(Boolean).join(" "),
          )
        },
      )
    }
  }
  return { rows, total, problem, want }
}

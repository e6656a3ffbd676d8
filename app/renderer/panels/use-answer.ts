import { useEffect, useState } from "react"
import type { Page } from "../page"
import { usePage } from "../store/context"

/** What the main process answers, asked again whenever `key` changes. `ask` must be the same function each time. */
export function useAnswer<T>(ask: (page: Page) => Promise<T>, key: string): T | null {
  const page = usePage()
  const [answer, setAnswer] = useState<{ key: string; value: T | null }>({
    key: "",
    value: null,
  })
  useEffect(() => {
    let current = true
    void page.attempt(ask(page)).then((value) => current && setAnswer({ key, value }))
    return () => {
      current = false
    }
  }, [page, ask, key])
  return answer.value
}

import { createContext, useContext, useSyncExternalStore } from "react"
import type { Page } from "../page"
import type { PageState } from "./page"

export const PageContext = createContext<Page | null>(null)

/** The page's services: store, connection, commands. */
export function usePage(): Page {
  const page = useContext(PageContext)
  if (page === null) throw new Error("A component of the page stands outside of it")
  return page
}

/** A part of the state. The selector must give the same object for the same state. */
export function usePart<Part>(select: (state: PageState) => Part): Part {
  const { store } = usePage()
  return useSyncExternalStore(store.subscribe, () => select(store.get()))
}

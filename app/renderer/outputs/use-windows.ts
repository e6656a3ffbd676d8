import { createContext, useContext } from "react"
import type { TermWindows } from "./windows"

export const TermWindowsContext = createContext<TermWindows | null>(null)

export function useTermWindows(): TermWindows {
  const windows = useContext(TermWindowsContext)
  if (windows === null) throw new Error("A series stands outside of the page")
  return windows
}

import { createContext, useContext } from "react"

/** Width in px that a formula or a series has inside a cell; one measurement serves the whole page. */
export const ColumnWidthContext = createContext(745)

export function useColumnWidth(): number {
  return useContext(ColumnWidthContext)
}

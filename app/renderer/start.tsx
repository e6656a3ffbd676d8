import { StrictMode } from "react"
import type { Root } from "react-dom/client"
import { notebookContract } from "../contract/notebook"
import { connect, type Transport } from "../contract/rpc"
import { Page } from "./page"
import { App } from "./window/App"

/** Connects the page over a transport and draws it. */
export function start(root: Root, transport: Transport): Page {
  const page = new Page(connect(notebookContract, transport))
  transport.onClose(() => page.window({ type: "connection", state: "lost" }))
  root.render(
    <StrictMode>
      <App page={page} />
    </StrictMode>,
  )
  page.start().catch((error: unknown) => page.trouble(error))
  return page
}

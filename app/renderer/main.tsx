import "./plain-schemas"
import { createRoot } from "react-dom/client"
import "./styles/index"
import { browserTransport, takeToken } from "./connection/browser"
import { desktopTransport } from "./connection/desktop"
import { start } from "./start"
import { strings } from "./strings"
import { guardSinks } from "./trusted"

/** The page's entry: the desktop hands over a port; in a browser the address's fragment has the token. */
guardSinks()
const host = document.getElementById("root")
if (host === null) throw new Error("The page has no root element")
const isBrowser = location.protocol === "http:"
const token = isBrowser ? takeToken(location, history, sessionStorage) : null

if (isBrowser && token === null) host.textContent = strings.connection.refused
else {
  const transport = token === null ? await desktopTransport() : browserTransport(token, location)
  start(createRoot(host), transport)
}

import { ipcRenderer, webUtils } from "electron"

/**
 * All that stands between the page and the main process: one MessagePort is handed to the page, once, and nothing is exposed. What is behind the
 * port is the contract, checked at both ends; the page never holds a path.
 */
ipcRenderer.once("durfee:port", (event) => {
  window.postMessage({ durfee: "port" }, location.origin, [...event.ports])
})
window.addEventListener("DOMContentLoaded", () => ipcRenderer.send("durfee:connect"))

// The page itself cannot learn a dropped file's path; a file made by a script has none and is refused.
window.addEventListener("dragover", (event) => event.preventDefault(), true)
window.addEventListener(
  "drop",
  (event) => {
    event.preventDefault()
    for (const file of event.dataTransfer?.files ?? [])
      ipcRenderer.send("durfee:dropped", webUtils.getPathForFile(file))
  },
  true,
)

import type { Protocol, Session } from "electron"
import { resolvePagePath, type PageFiles } from "../page/files"
import { emptyResponse, pageResponse } from "../page/response"
import { decidePermission, decideRequest, PAGE_ORIGIN, SCHEME } from "./decisions"

/** Not persistent: the page stores nothing, documents are the main process's. */
export const PARTITION = "notebook"

/**
 * The page's scheme behaves like https: standard addresses, a secure context, fetch of its own files. corsEnabled makes the browser hold
 * cross-origin reads to CORS, which no response of ours grants.
 */
export const SCHEME_PRIVILEGES = {
  scheme: SCHEME,
  privileges: {
    standard: true,
    secure: true,
    supportFetchAPI: true,
    corsEnabled: true,
    bypassCSP: false,
    allowServiceWorkers: false,
    stream: false,
    codeCache: true,
  },
} as const

/** Serves the page's files and nothing else; any other address of the scheme is answered 404. */
export function servePage(protocol: Pick<Protocol, "handle">, files: PageFiles): void {
  protocol.handle(SCHEME, (request) => {
    const isRead = request.method === "GET" || request.method === "HEAD"
    const target = request.url.startsWith(`${PAGE_ORIGIN}/`) ? request.url.slice(PAGE_ORIGIN.length) : ""
    const file = isRead ? resolvePagePath(target, files) : null
    const answer = file === null ? emptyResponse(isRead ? 404 : 405) : pageResponse(file, [])
    const body = request.method === "HEAD" ? null : new Uint8Array(answer.body)
    return new Response(body, { status: answer.status, headers: { ...answer.headers } })
  })
}

/** Shuts every way out of the page that Electron leaves open by default. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    answer(decidePermission(permission, new URL(contents.getURL()).origin, details.isMainFrame))
  })
  session.setPermissionCheckHandler((_contents, permission, origin, details) =>
    decidePermission(permission, origin, details.isMainFrame),
  )
  session.setDevicePermissionHandler(() => false)
  session.setUSBProtectedClassesHandler(() => [])
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
  session.on("select-hid-device", (event) => event.preventDefault())
  session.on("select-serial-port", (event) => event.preventDefault())
  session.on("select-usb-device", (event) => event.preventDefault())
  session.on("will-download", (event) => event.preventDefault())
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: decideRequest(details.url) === "deny" }))
  // Chromium would fetch dictionaries from the network.
  session.setSpellCheckerEnabled(false)
}

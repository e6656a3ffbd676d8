/**
 * What the desktop door allows, as pure functions of plain data. The files beside this one only wire them to Electron, and the tests ask
 * them directly: no binary is needed to know what they answer.
 */

/** The page's scheme and its one host. */
export const SCHEME = "app"
export const PAGE_ORIGIN = `${SCHEME}://notebook`
export const PAGE_URL = `${PAGE_ORIGIN}/index.html`

/** A window may only ever show our page: the very document, by its exact address. */
export function decideNavigation(url: string): "allow" | "deny" {
  return url === PAGE_URL || url === `${PAGE_ORIGIN}/` ? "allow" : "deny"
}

/** Pages open no windows; the main process does when it is asked over the contract. */
export function decideWindowOpen(_url: string): { readonly action: "deny" } {
  return { action: "deny" }
}

const grantedPermissions: ReadonlySet<string> = new Set(["clipboard-sanitized-write", "fullscreen"])

/** Electron's own default is to grant. */
export function decidePermission(permission: string, origin: string, isMainFrame: boolean): boolean {
  return isMainFrame && (origin === PAGE_ORIGIN || origin === `${PAGE_ORIGIN}/`) && grantedPermissions.has(permission)
}

/** The notebook is used offline: nothing but the page's own files, pictures it made, and the developer's tools is loaded. */
export function decideRequest(url: string): "allow" | "deny" {
  const allowed = [`${PAGE_ORIGIN}/`, "blob:", "data:", "devtools:"]
  return allowed.some((start) => url.startsWith(start)) ? "allow" : "deny"
}

export interface Sender {
  readonly url: string
  readonly isMainFrame: boolean
  readonly webContentsId: number
}

/** Messages are taken from the main frame of one of our own windows, showing our page. `sender` is null when the frame is gone. */
export function isTrustedSender(sender: Sender | null, windows: ReadonlySet<number>): boolean {
  return (
    sender !== null &&
    sender.isMainFrame &&
    windows.has(sender.webContentsId) &&
    decideNavigation(sender.url) === "allow"
  )
}

/**
 * A link in a text cell. Only web and mail addresses may leave the program, shown to the reader first; null for everything else,
 * credentials, control characters and very long addresses included.
 */
export function classifyExternalLink(address: string): { readonly url: string; readonly shows: string } | null {
  if (address.length > 2048 || /[\u0000-\u0020\u007f\\]/.test(address)) return null
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.username !== "" || url.password !== "") return null
  if (url.protocol === "https:") return { url: url.href, shows: url.host }
  if (url.protocol === "mailto:") return { url: url.href, shows: url.pathname }
  return null
}

const refusedSwitches = [
  "--remote-debugging",
  "--inspect",
  "--js-flags",
  "--load-extension",
  "--no-sandbox",
  "--disable-web-security",
]

export interface Start {
  /** Paths to open. Opening never runs anything. */
  readonly paths: readonly string[]
  /** A switch that a packaged program does not start with. */
  readonly refused: string | null
}

/** What a command line asks for. Paths come after `--`, or stand alone before any switch; unknown switches are ignored. */
export function readArguments(args: readonly string[]): Start {
  const end = args.indexOf("--")
  const head = end < 0 ? args : args.slice(0, end)
  const tail = end < 0 ? [] : args.slice(end + 1)
  const refused = head.find((arg) => refusedSwitches.some((name) => arg.toLowerCase().startsWith(name))) ?? null
  const firstSwitch = head.findIndex((arg) => arg.startsWith("-"))
  const alone = firstSwitch < 0 ? head : head.slice(0, firstSwitch)
  const paths = [...alone, ...tail].filter(
    (path) => path !== "" && !path.startsWith("-") && !path.includes("\0") && !path.startsWith("\\\\"),
  )
  return { paths, refused }
}

/** What to do with a file dropped on the window, from what the system says of it. */
export function acceptDroppedFile(file: {
  readonly path: string
  readonly isFile: boolean
  readonly bytes: number
}): "open" | "refuse" {
  if (!file.isFile || file.path === "" || file.path.startsWith("\\\\")) return "refuse"
  if (file.bytes === 0 || file.bytes > 500_000_000) return "refuse"
  return /\.(ipynb|qs|md|txt|mw)$/i.test(file.path) ? "open" : "refuse"
}

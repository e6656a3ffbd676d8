/** What `npm start` and `durfee serve` hand to the browser door. */
export interface BrowserArguments {
  readonly port: number
  /** The browser to open, or null to open none. */
  readonly browser: string | null
  readonly printToken: boolean
  readonly files: readonly string[]
}

/** Reads the door's arguments; throws RangeError with a sentence for the reader. */
export function readBrowserArguments(args: readonly string[]): BrowserArguments {
  let port = 0
  let browser: string | null = null
  let printToken = false
  const files: string[] = []
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? ""
    if (arg === "--") {
      files.push(...args.slice(at + 1))
      break
    }
    if (arg === "--port") port = portOf(args[++at])
    else if (arg === "--browser-program") browser = args[++at] ?? null
    else if (arg === "--no-open") browser = null
    else if (arg === "--print-token") printToken = true
    else if (arg.startsWith("--"))
      throw new RangeError(`There is no option ${arg}; the options are --port N, --no-open and --print-token`)
    else files.push(arg)
  }
  return { port, browser, printToken, files }
}

function portOf(text: string | undefined): number {
  const port = Number(text)
  if (text === undefined || !/^\d+$/.test(text) || port > 65_535)
    throw new RangeError(`--port takes a number from 0 to 65535, not ${text ?? "nothing"}`)
  return port
}

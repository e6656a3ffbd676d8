import type { PageFile } from "./files"
import { contentSecurityPolicy, newNonce, NONCE_MARK, protectiveHeaders } from "./policy"

export interface PageResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** The answer for one of the page's files. index.html gets a nonce of its own each time and is never cached. */
export function pageResponse(file: PageFile, connect: readonly string[]): PageResponse {
  if (file.path !== "/index.html") {
    const headers = {
      ...protectiveHeaders(),
      "Content-Type": file.mime,
      "Cache-Control": "no-cache",
      ETag: `"${file.sha256}"`,
    }
    return { status: 200, headers, body: file.bytes }
  }
  const nonce = newNonce()
  const headers = {
    ...protectiveHeaders(),
    "Content-Type": file.mime,
    "Cache-Control": "no-store",
    "Content-Security-Policy": contentSecurityPolicy(nonce, connect),
  }
  return { status: 200, headers, body: Buffer.from(file.bytes.toString("utf8").replaceAll(NONCE_MARK, nonce)) }
}

/** An answer without content. */
export function emptyResponse(status: number): PageResponse {
  return { status, headers: protectiveHeaders(), body: Buffer.alloc(0) }
}

/** A refusal that says one sentence, in plain text. */
export function sentenceResponse(status: number, sentence: string): PageResponse {
  return {
    status,
    headers: { ...protectiveHeaders(), "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
    body: Buffer.from(`${sentence}\n`),
  }
}

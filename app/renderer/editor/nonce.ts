/** The nonce of this load of the page, for style elements that libraries make. */
export function nonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ""
}

const SIGNATURES: Readonly<Record<string, readonly number[]>> = {
  "image/png": [0x89, 0x50, 0x4e, 0x47],
  "image/jpeg": [0xff, 0xd8, 0xff],
  "image/gif": [0x47, 0x49, 0x46, 0x38],
}

/** The picture as a blob, when its first bytes are those of its kind; SVG is shown as a picture only, where no script of it runs. */
export function imageBlob(mime: string, base64: string): Blob | null {
  const clean = base64.replace(/\s/g, "")
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(clean)) return null
  const bytes = Uint8Array.from(atob(clean), (character) => character.charCodeAt(0))
  if (mime === "image/svg+xml") return isSvg(bytes) ? new Blob([bytes], { type: mime }) : null
  const signature = SIGNATURES[mime]
  if (signature === undefined || signature.some((byte, i) => bytes[i] !== byte)) return null
  return new Blob([bytes], { type: mime })
}

function isSvg(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.slice(0, 2000)).includes("<svg")
}

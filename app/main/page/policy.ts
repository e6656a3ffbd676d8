import { randomBytes } from "node:crypto"

/** The style text that Observable Plot 0.6.17 puts into each of its pictures; a test recomputes it and fails when Plot changes. */
export const PLOT_STYLE_HASH = "sha256-jSYQUrW7J0b3jPqhZP9C2Xh1PyJKHKXd4s0fpGGKrww="

/** What index.html carries where each load's nonce goes. */
export const NONCE_MARK = "__CSP_NONCE__"

/** 128 random bits, new for each load of the page. */
export function newNonce(): string {
  return randomBytes(16).toString("base64")
}

/** The content security policy of both doors; they differ in where the page may connect (nowhere but home on the desktop). */
export function contentSecurityPolicy(nonce: string, connect: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}' '${PLOT_STYLE_HASH}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src ${["'self'", ...connect].join(" ")}`,
    "worker-src 'self'",
    "frame-src 'none'",
    "child-src 'none'",
    "object-src 'none'",
    "media-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types durfee",
  ].join("; ")
}

/** Features a notebook of mathematics never uses. */
const deniedFeatures = [
  "accelerometer",
  "autoplay",
  "camera",
  "display-capture",
  "encrypted-media",
  "gamepad",
  "geolocation",
  "gyroscope",
  "hid",
  "idle-detection",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "screen-wake-lock",
  "serial",
  "usb",
  "xr-spatial-tracking",
]

/** Headers that every response of either door carries. */
export function protectiveHeaders(): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": deniedFeatures.map((feature) => `${feature}=()`).join(", "),
  }
}

/**
 * The typesetter comes when a page first has a formula to set, so that opening the window does not wait for it: it is as large as all the rest of the page.
 */
export type Typesetter = typeof import("./typesetter")

let now: Typesetter | null = null
let coming: Promise<Typesetter> | null = null

/** The typesetter if it is there already. */
export function typesetterNow(): Typesetter | null {
  return now
}

export function loadTypesetter(): Promise<Typesetter> {
  coming ??= import("./typesetter").then((typesetter) => (now = typesetter))
  return coming
}

/** Gives the typesetter to `take` as soon as it is there; returns how to call it off. */
export function withTypesetter(take: (typesetter: Typesetter) => void): () => void {
  if (now !== null) {
    take(now)
    return () => undefined
  }
  let wanted = true
  void loadTypesetter().then((typesetter) => wanted && take(typesetter))
  return () => {
    wanted = false
  }
}

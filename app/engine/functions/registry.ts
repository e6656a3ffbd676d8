import type { DeclaredFunction } from "./declare"

/**
 * All functions of the language by name. Names and aliases are told apart by case: `L` is the Legendre symbol, `l` is nothing.
 */
export class Registry {
  readonly #functions = new Map<string, DeclaredFunction>()
  readonly #names = new Map<string, DeclaredFunction>()

  constructor(families: readonly (readonly DeclaredFunction[])[]) {
    for (const family of families) for (const declared of family) this.#register(declared)
  }

  #register(declared: DeclaredFunction): void {
    const { name, aliases = [] } = declared.declaration
    for (const key of [name, ...aliases]) {
      const holder = this.#names.get(key)
      if (holder !== undefined) throw new RangeError(`${key} is declared twice, by ${holder.name} and by ${name}`)
      this.#names.set(key, declared)
    }
    this.#functions.set(name, declared)
  }

  /** The function of this name or alias. */
  lookup(name: string): DeclaredFunction | undefined {
    return this.#names.get(name)
  }

  /** Up to three names within edit distance 3, the nearest first; a name with more letters wrong than right is not suggested. */
  suggest(name: string): string[] {
    const near: { name: string; distance: number }[] = []
    for (const candidate of this.#names.keys()) {
      const distance = editDistance(name, candidate, 3)
      if (distance <= 3 && distance < candidate.length && distance < name.length)
        near.push({ name: candidate, distance })
    }
    near.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    return near.slice(0, 3).map((n) => n.name)
  }

  /** Every function once, in the order of declaration. */
  all(): DeclaredFunction[] {
    return [...this.#functions.values()]
  }

  /** Every name and alias. */
  names(): string[] {
    return [...this.#names.keys()]
  }
}

/** Levenshtein's distance with exchanges of neighbours counted once; limit + 1 when it exceeds the limit. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let best = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1)
      current.push(best)
    }
    before = previous
    previous = current
  }
  return Math.min(previous[b.length] ?? 0, limit + 1)
}

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

  /** Up to three functions that a misspelt name may mean, the nearest first: few letters are wrong in it, or one is in the other by half or more. */
  suggest(name: string): string[] {
    const near: { name: string; distance: number }[] = []
    for (const candidate of this.#names.keys()) {
      const limit = Math.max(1, Math.floor(Math.min(name.length, candidate.length) / 2.5))
      const distance = containment(name, candidate) ?? editDistance(name.toLowerCase(), candidate.toLowerCase(), limit)
      if (distance <= limit) near.push({ name: candidate, distance })
    }
    const extra = (other: string): number => Math.abs(other.length - name.length)
    near.sort((a, b) => a.distance - b.distance || extra(a.name) - extra(b.name) || (a.name < b.name ? -1 : 1))
    const functions = near.map((each) => this.#names.get(each.name))
    return near
      .filter((_, i) => functions.indexOf(functions[i]) === i)
      .slice(0, 3)
      .map((each) => each.name)
  }

  /** The functions that a word is about: in their names first, then in their aliases, then as the beginning of a word of their summaries. */
  about(word: string): DeclaredFunction[] {
    const wanted = word.toLowerCase()
    const begins = new RegExp(`\\b${wanted.replace(/\W/g, "\\$&")}`, "i")
    const rank = ({ declaration: { name, aliases = [], summary } }: DeclaredFunction): number => {
      if (name.toLowerCase().includes(wanted)) return 0
      if (aliases.some((alias) => alias.toLowerCase().includes(wanted))) return 1
      return begins.test(summary) ? 2 : 3
    }
    return this.all()
      .map((declared) => ({ declared, rank: rank(declared) }))
      .filter((each) => each.rank < 3)
      .sort((a, b) => a.rank - b.rank)
      .map(({ declared }) => declared)
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

/** Nearer than a wrong letter when the name is in the candidate, less so the other way; undefined when neither is in the other by half or more. */
function containment(name: string, candidate: string): number | undefined {
  const [short, long] = name.length < candidate.length ? [name, candidate] : [candidate, name]
  if (short.length < 3 || short.length * 2 < long.length || !long.toLowerCase().includes(short.toLowerCase()))
    return undefined
  return short === name ? 0.4 : 0.6
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

/** How well a name answers what was typed: exact, its beginning, the beginning of a word, inside it, letters in order; 0 for not at all. */
export function score(name: string, typed: string): number {
  const text = name.toLowerCase()
  const query = typed.toLowerCase().trim()
  if (query === "") return 1
  if (text === query) return 100
  if (text.startsWith(query)) return 80 - Math.min(20, text.length - query.length) / 10
  const word = text.search(new RegExp(`(?:^|[\\s_.(-])${escape(query)}`))
  if (word >= 0) return 60 - Math.min(20, word) / 10
  const inside = text.indexOf(query)
  if (inside >= 0) return 40 - Math.min(20, inside) / 10
  return inOrder(text, query) ? 20 - Math.min(10, text.length / 10) : 0
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
}

function inOrder(text: string, query: string): boolean {
  let at = 0
  for (const character of query) {
    at = text.indexOf(character, at) + 1
    if (at === 0) return false
  }
  return true
}

interface Rankable {
  readonly id: string
  readonly name: string
  readonly note: string
}

/** Best first: by name, then by note (half as much), then by how lately it was used. */
export function ranked<T extends Rankable>(
  items: readonly T[],
  typed: string,
  recent: readonly string[],
  most: number,
): readonly T[] {
  const scored = items.flatMap((item) => {
    const worth = Math.max(score(item.name, typed), noteScore(item.note, typed))
    const lately = recent.indexOf(item.id)
    return worth === 0 ? [] : [{ item, worth: worth + (lately < 0 ? 0 : 10 - Math.min(9, lately)) }]
  })
  return scored
    .toSorted((a, b) => b.worth - a.worth)
    .slice(0, most)
    .map(({ item }) => item)
}

function noteScore(note: string, typed: string): number {
  const query = typed.trim().toLowerCase()
  return query.length > 2 && note.toLowerCase().includes(query) ? 12 : 0
}

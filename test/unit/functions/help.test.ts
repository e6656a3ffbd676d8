import { readFileSync, readdirSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { registry } from "../../../app/engine/functions"
import { Session } from "../../support/evaluation"

describe("help(name) and ?name answer with the entry", () => {
  test.each(registry.all().map((f) => [f.name, f.declaration] as const))("%s", (name, declaration) => {
    for (const key of [name, ...(declaration.aliases ?? [])]) {
      for (const question of [`help("${key}");`, `help('${key}');`, `?${key}`]) {
        const session = new Session()
        expect(session.shown(question), question).toEqual([])
        const entry = session.printed.join("\n")
        expect(entry, question).toContain(`${name}(`)
        expect(entry, question).toContain(declaration.summary)
        expect(entry, question).toContain(declaration.source)
        for (const example of declaration.examples) expect(entry).toContain(example.input)
      }
    }
  })

  test("an error below a question is marked at its own place", () => {
    expect(new Session().failure("?sift\n1/0").marked).toBe("1/0")
  })

  test("a name that is none brings the nearest", () => {
    const { message, hint } = new Session().failure("?etamkae")
    expect([message, hint]).toEqual([
      "help knows the names of functions and the words of their summaries.",
      "Did you mean etamake or qetamake?",
    ])
  })

  // No function is named crank or conj; Dyson's and Andrews and Garvan's statistics of a partition are what is sought.
  test.each([
    ["crank", ["agcrank: ", "tcrank: ", "M: "]],
    ["conj", ["conjpart: "]],
    ["pentagonal", ["barcode: "]],
    ["plots", ["stems: ", "growth: "]],
  ])("?%s lists the functions about it", (word, expected) => {
    const session = new Session()
    expect(session.shown(`?${word}`)).toEqual([])
    const text = session.printed.join("\n")
    expect(text).toContain(`${word} is no function's name.`)
    for (const each of expected) expect(text).toContain(each)
  })
})

test("every link of the reference manual leads to an entry of it", () => {
  const folder = new URL("../../../docs/reference/", import.meta.url)
  const pages = new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith(".html"))
      .map((file) => [file, readFileSync(new URL(file, folder), "utf8")]),
  )
  expect(pages.size).toBeGreaterThan(20)
  for (const [file, text] of pages) {
    const links = [...text.matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? "")
    expect(links.length, file).toBeGreaterThan(0)
    const broken = links.filter((href) => {
      const [target = "", id] = href.split("#")
      const page = pages.get(target === "" ? file : target)
      return page === undefined || (id !== undefined && !page.includes(`id="${id}"`))
    })
    expect(broken, file).toEqual([])
    const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
    expect(new Set(ids).size, file).toBe(ids.length)
  }
})

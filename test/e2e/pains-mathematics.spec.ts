import { readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { expect, test, type Page } from "playwright/test"
import { codeCell, command, newDataFolder, newNotebook, openPage, run, type OpenPage } from "./support/page"

// Mathematics that leaves the page, errors that lead to their place, and a page that is heard: pains of other notebooks, each felt here once.
let open: OpenPage
const folder = newDataFolder()

test.beforeAll(async () => {
  // The file dialog shows the reader's own folder first.
  open = await openPage({ dataFolder: folder, env: { HOME: folder } })
})
test.afterAll(async () => {
  await open.close()
  rmSync(folder, { recursive: true, force: true })
})
test.beforeEach(async () => {
  await newNotebook(open.page)
})

const ready = (page: Page) => expect(page.locator(".status-bar")).toContainText("Ready")

/** Exports, and gives the file's text and where it lies. */
async function exported(page: Page, name: string): Promise<{ path: string; text: string }> {
  const coming = page.waitForEvent("download")
  await command(page, name)
  const download = await coming
  const path = join(folder, download.suggestedFilename())
  await download.saveAs(path)
  return { path, text: readFileSync(path, "utf8") }
}

test("copy takes the value of the chosen cell, not the one drawn last", async () => {
  const { page } = open
  await run(page, "1/etaq(q,1,4);")
  await run(page, "etaq(q,1,4);")
  await expect(page.locator(".series")).toHaveCount(2)
  await codeCell(page, 0).locator(".code-box").click()
  await page.keyboard.press("Control+Shift+C")
  await page.getByRole("menuitem", { name: "PARI/GP" }).click()
  // p(0), …, p(3) = 1, 1, 2, 3: MacMahon.
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/^1 ?\+ ?q ?\+ ?2\*q\^2 ?\+ ?3\*q\^3 ?\+ ?O\(q\^4\)$/)
})

test("a picture is copied as SVG, and as an image at twice its size", async () => {
  const { page } = open
  await run(page, "1/etaq(q,1,60);")
  await page.locator(".views").getByRole("button", { name: "Residues" }).click()
  await expect(page.locator('[data-picture="residues"] rect').first()).toBeVisible()
  const width = await page.locator(".drawing svg").evaluate((svg) => svg.getBoundingClientRect().width)
  await page.locator(".copy-as").click()
  await page.getByRole("menuitem", { name: "Picture, SVG" }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^<svg [^]*<\/svg>$/)
  await page.locator(".copy-as").click()
  await page.getByRole("menuitem", { name: "Picture, PNG 2×" }).click()
  await expect(page.locator(".toast", { hasText: "Copied as Picture, PNG 2×" })).toHaveCount(1)
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const image = await item?.getType("image/png")
    return image === undefined ? 0 : (await createImageBitmap(image)).width
  })
  expect(Math.abs(copied - 2 * width)).toBeLessThanOrEqual(2)
  await codeCell(page, 1).locator(".code-box").click()
  await run(page, "ferrers(6);")
  await expect(page.locator("figure.picture").nth(1)).toBeVisible()
  const copy = codeCell(page, 1).locator(".copy-as")
  await copy.focus()
  await copy.press("Enter")
  await expect(page.getByRole("menuitem")).toHaveText(["Picture, SVG", "Picture, PNG 2×"])
  await page.keyboard.press("Escape")
})

test("a formula in the file is plain text, and TeX between dollars, never HTML", async () => {
  const { page } = open
  await run(page, "1/etaq(q,1,20);")
  await run(page, "2^100;")
  await expect(codeCell(page, 1).locator(".formula").first()).toBeVisible()
  await page.keyboard.press("Control+s")
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel("File name").fill("bundles.ipynb")
  await dialog.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.locator(".document-title")).toHaveText(/bundles/)
  interface Bundle {
    readonly data: Readonly<Record<string, string | string[]>>
  }
  const saved = JSON.parse(readFileSync(join(folder, "bundles.ipynb"), "utf8")) as { cells: { outputs: Bundle[] }[] }
  const bundles = saved.cells.flatMap((cell) => cell.outputs).map(({ data }) => data)
  expect(bundles).toHaveLength(2)
  const text = (part: string | string[] | undefined): string => [part ?? ""].flat().join("")
  for (const data of bundles) {
    expect(Object.keys(data)).not.toContain("text/html")
    expect(text(data["text/latex"])).toMatch(/^\$[^$]+\$$/)
  }
  // p(10) = 42 and 2^100, as every table has them.
  expect(text(bundles[0]?.["text/plain"])).toContain("42*q^10")
  expect(text(bundles[1]?.["text/plain"])).toBe("1267650600228229401496703205376")
})

test("a long sum leaves as LaTeX that is broken between its terms and needs no extra package", async () => {
  const { page } = open
  await run(page, "1/etaq(q,1,60);")
  await expect(page.locator(".series")).toBeVisible()
  await ready(page)
  const { text } = await exported(page, "Export as LaTeX")
  const packages = [...text.matchAll(/\\usepackage(?:\[[^\]]*\])?\{([^}]+)\}/g)].flatMap((found) =>
    (found[1] ?? "").split(/, ?/),
  )
  // Latin Modern is used where it is installed.
  const usual = /^(?:ams.*|iftex|inputenc|fontenc|lmodern)$/
  expect(packages.filter((name) => !usual.test(name))).toEqual([])
  expect(text).toContain("\\IfFileExists{lmodern.sty}")
  const sum = /\\begin\{align\*\}([^]*?)\\end\{align\*\}/.exec(text)?.[1] ?? ""
  const lines = sum.split("\\\\").filter((line) => line.trim() !== "")
  expect(lines.length).toBeGreaterThan(3)
  // Every line but the first begins with a whole term, and none is wider than a page.
  for (const line of lines.slice(1)) expect(line.trim()).toMatch(/^&\\quad \{\}[+-] /)
  expect(Math.max(...lines.map((line) => line.replace(/[{}^&\s]|\\,|\\quad/g, "").length))).toBeLessThan(110)
})

test("a page exported as HTML shows its mathematics with the network off", async () => {
  const { page, browser } = open
  await run(page, "1/etaq(q,1,12);")
  await expect(page.locator(".series")).toBeVisible()
  await ready(page)
  const { path } = await exported(page, "Export as HTML")
  const context = await browser.newContext({ offline: true })
  const reader = await context.newPage()
  const asked: string[] = []
  reader.on("request", (request) => asked.push(request.url()))
  await reader.goto(pathToFileURL(path).href)
  await expect(reader.locator("math").first()).toBeVisible()
  // p(11) = 56.
  await expect(reader.locator("math").first()).toContainText("56")
  expect(asked.filter((url) => !/^(?:data|file):/.test(url) || url.startsWith("http"))).toEqual([])
  await context.close()
})

test("the printed page is the notebook alone, its series whole, with no TeX and no network", async () => {
  const { page } = open
  await run(page, "1/etaq(q,1,12);")
  await expect(page.locator(".series")).toContainText("56q11")
  await page.emulateMedia({ media: "print" })
  await expect(page.locator(".top-bar")).toBeHidden()
  await expect(page.locator(".status-bar")).toBeHidden()
  await expect(page.locator(".series")).toBeVisible()
  const pdf = await page.pdf()
  await page.emulateMedia({ media: null })
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-")
  expect(pdf.length).toBeGreaterThan(5000)
})

test("an error begins with its headline, marks its place, and folds its trace, each line of which leads to its procedure", async () => {
  const { page } = open
  await run(page, "f := proc(n) theta3(q, -n) end:")
  await run(page, "1 + f(5);")
  const cell = codeCell(page, 1)
  const card = cell.locator(".error-card")
  await expect(card.locator("p").first().locator("strong")).not.toBeEmpty()
  await expect(card.locator("details")).not.toHaveAttribute("open")
  await card.getByText("Calls that led here").click()
  await expect(card.locator("details li")).toHaveText(["in f(5)"])
  await expect(cell.locator(".cm-lintRange-error")).toHaveText("f(5)")
  await card.getByRole("button", { name: "Show the place" }).click()
  await expect(cell.locator(".cm-content")).toBeFocused()
  await expect(page.locator(".status-bar")).toContainText("Ln 1, Col 5")
  await card.getByRole("button", { name: "in f(5)" }).click()
  await expect(codeCell(page, 0).locator(".cm-content")).toBeFocused()
})

test("a cell is a named group, and its result is told politely in words", async () => {
  const { page } = open
  await run(page, "1/etaq(q,1,50);")
  await expect(page.getByRole("group", { name: /^Cell 1, code/ })).toHaveCount(1)
  await expect(page.getByRole("status").filter({ hasText: "Series in q, 50 terms, first 1, 1, 2, 3, 5" })).toHaveCount(
    1,
  )
})

test("a result that grows above does not move what the reader looks at", async () => {
  const { page } = open
  await run(page, "seq(k^2, k=1..200);")
  await run(page, "a := 1;" + "\n".repeat(60))
  await run(page, "seq(k^3, k=1..20);")
  await expect(page.locator(".list-output").nth(1)).toBeVisible()
  await ready(page)
  const last = codeCell(page, 3)
  await last.click({ position: { x: 200, y: 12 } })
  await expect(last).toBeInViewport()
  await expect(codeCell(page, 0)).not.toBeInViewport()
  const before = await last.evaluate((element) => element.getBoundingClientRect().top)
  const height = (): Promise<number> => codeCell(page, 0).evaluate((element) => element.getBoundingClientRect().height)
  const low = await height()
  await codeCell(page, 0)
    .locator(".list-output .more")
    .evaluate((element: HTMLElement) => element.click())
  await expect.poll(height).toBeGreaterThan(low + 40)
  await expect.poll(() => last.evaluate((element) => element.getBoundingClientRect().top)).toBeCloseTo(before, -1)
})

test("nothing of this made the page complain", () => {
  expect(open.complaints).toEqual([])
})

import { picture } from "../../app/contract/outputs"
import { AxeBuilder } from "@axe-core/playwright"
import { join } from "node:path"
import { chromium, expect, test, type Browser, type Page } from "playwright/test"
import { build } from "vite"
import { startLoopbackServer, type LoopbackServer } from "../../app/main/browser/server"
import { readPageFiles } from "../../app/main/page/files"
import { launchOptions } from "./support/browser"

// The page before a main side of canned values: states that a real session passes through too quickly to be looked at, and every kind of picture,
// under the real policy.
let server: LoopbackServer
let browser: Browser
let page: Page
const complaints: string[] = []
const root = join(import.meta.dirname, "../..")

test.beforeAll(async () => {
  test.setTimeout(120_000)
  await build({ configFile: join(root, "test/e2e/fake/vite.config.ts"), logLevel: "error" })
  server = await startLoopbackServer({
    files: readPageFiles(join(root, "build/fake")),
    port: 0,
    token: "none",
    onConnection: (socket) => socket.close(),
  })
  browser = await chromium.launch(launchOptions())
})
test.afterAll(async () => {
  await browser.close()
  await server.close()
})

async function show(query: string, size = { width: 1440, height: 1000 }): Promise<void> {
  const context = await browser.newContext({ viewport: size })
  page = await context.newPage()
  page.on("pageerror", (error) => complaints.push(error.message))
  await page.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy: ${event.violatedDirective}`),
    ),
  )
  page.on("console", (message) => {
    if (message.text().startsWith("policy:")) complaints.push(message.text())
  })
  await page.goto(`${server.origin}/index.html#${query}`)
  await expect(page.locator(".series").first()).toBeVisible()
}
test.afterEach(async () => {
  await page.close()
  expect(complaints).toEqual([])
})

test("every state of a cell has its word beside its colour and pattern", async () => {
  await show("")
  const states = page.locator(".cell[data-kind='code']")
  await expect(states).toHaveCount(6)
  expect(await states.evaluateAll((cells) => cells.map((cell) => cell.getAttribute("data-state")))).toEqual([
    "none",
    "none",
    "running",
    "failed",
    "stale",
    "queued",
  ])
  await expect(page.getByRole("group", { name: "Cell 4, code, running" })).toBeVisible()
  await expect(page.getByRole("group", { name: "Cell 8, code, next in line" })).toHaveCount(1)
  await expect(page.getByRole("progressbar", { name: "Matching exponents" })).toBeVisible()
  await expect(page.locator(".run-words")).toContainText("186 of 300")
})

test("an error's suggestion is applied as one step, and taken back as one", async () => {
  await show("")
  const cell = page.getByRole("group", { name: "Cell 5, code, failed" })
  await cell.getByRole("button", { name: "Apply" }).click()
  await expect(page.locator(".cell").nth(4).locator(".code-box")).toContainText("jacprod(1, 5, q, 5)")
  await page.keyboard.press("Escape")
  await page.keyboard.press("Control+z")
  await expect(page.locator(".cell").nth(4).locator(".code-box")).toContainText("jacprod(1, q, 5)")
})

const PICTURES = picture.options.map((option) => option.shape.type.value)

test("pictures are drawn from their data, read by arrow keys, and shown as tables", async () => {
  await show("")
  await page.locator(".output-picture").last().scrollIntoViewIfNeeded()
  const shown = await page.locator("figure.picture").evaluateAll((all) => all.map((one) => one.dataset["picture"]))
  for (const type of PICTURES) expect(shown).toContain(type)
  for (const mark of ["ferrers", "product", "signs", "zeros", "residues", "heat", "roots", "domain", "hecke", "circle"])
    await expect(page.locator(`[data-picture="${mark}"] [data-mark]`).first()).toBeAttached()
  for (const mark of ["canvas.phase", "canvas.half-plane", ".plot svg", ".dissection"])
    await expect(page.locator(mark).first()).toBeAttached()
  const figure = page.locator('figure[data-picture="residues"]')
  await figure.locator("svg").focus()
  for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight")
  await expect(page.locator(".pointed").filter({ hasText: "n = 4: 0 mod 5" })).toHaveCount(1)
  await figure.getByRole("button", { name: "Data" }).click()
  await expect(figure.locator("table")).toContainText("mod 5")
})

test("a change by another program is asked about", async () => {
  await show("conflict")
  const banner = page.locator(".banner")
  await expect(banner).toContainText("Another program changed this file")
  await expect(banner.getByRole("button")).toHaveText(["Keep mine", "Take theirs", "Save a copy", "Compare"])
})

test("on a narrow page the panels lie over it, when asked for", async () => {
  await show("", { width: 780, height: 800 })
  await expect(page.locator(".side.left")).toBeHidden()
  await expect(page.locator(".side.right")).toBeHidden()
  await page.getByRole("button", { name: "Left panel" }).click()
  await expect(page.locator(".side.left")).toBeVisible()
})

test("zoom counts: at twice the size the panels make way for the page", async () => {
  await show("", { width: 1440, height: 900 })
  await expect(page.locator(".side.right")).toBeVisible()
  await page.locator(".code-box").first().click()
  for (let i = 0; i < 10; i++) await page.keyboard.press("Control+=")
  await expect(page.locator(".side.left")).toBeHidden()
  await expect(page.locator(".side.right")).toBeHidden()
  const width = await page
    .locator(".cell")
    .first()
    .evaluate((cell) => cell.getBoundingClientRect().width)
  expect(width).toBeGreaterThan(1000)
  // 100 = 10^2, in the middle of a strip of 200.
  const strip = page.locator('figure[data-picture="zeros"]')
  const told = async (): Promise<string | null> => {
    await strip.locator("svg").scrollIntoViewIfNeeded()
    const box = await strip.locator("svg").boundingBox()
    if (box === null) return null
    await page.mouse.move(box.x + 0.5 * box.width, box.y + 0.1 * box.height)
    await page.mouse.move(box.x + 0.5 * box.width, box.y + 0.2 * box.height)
    return strip.locator(".pointed").textContent()
  }
  await expect.poll(told).toBe("non-zero at n = 100")
  await page.keyboard.press("Control+0")
  await expect(page.locator(".side.right")).toBeVisible()
})

test("a notebook of 500 cells opens whole, with editors only near the view", async () => {
  await show("doc=many")
  await expect(page.locator(".cell")).toHaveCount(500)
  expect(await page.locator(".cm-editor").count()).toBeLessThan(40)
})

for (const theme of ["light", "dark", "contrast", "contrast-dark"]) {
  test(`axe finds no violation among the states, ${theme}`, async () => {
    await show(`theme=${theme}`)
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`),
    ).toEqual([])
  })
}

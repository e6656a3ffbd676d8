import { AxeBuilder } from "@axe-core/playwright"
import { expect, test } from "playwright/test"
import { codeCell, command, newNotebook, openPage, run, type OpenPage } from "./support/page"

// One window, used by keyboard as a reader would; each test begins with a new notebook.
let open: OpenPage

test.beforeAll(async () => {
  open = await openPage()
})
test.afterAll(async () => {
  await open.close()
})
test.beforeEach(async () => {
  await newNotebook(open.page)
})
test.afterEach(() => {
  expect(open.complaints).toEqual([])
})

test("a first line typed and run shows its series, and the caret is in a new cell", async () => {
  const { page } = open
  await expect(page.locator(".first-hint")).toBeVisible()
  await run(page, "1/aqprod(q,q,infinity);")
  await expect(page.locator(".series")).toContainText("1 + q + 2q2 + 3q3 + 5q4")
  await expect(page.locator(".cell")).toHaveCount(2)
  await expect(codeCell(page, 1).locator(".cm-content")).toBeFocused()
  await expect(page.locator(".first-hint")).toHaveCount(0)
})

test("one undo stack holds text and structure, wherever the focus is", async () => {
  const { page } = open
  await page.keyboard.insertText("a := 1;")
  await page.keyboard.press("Escape")
  await page.keyboard.press("Control+Shift+B")
  await expect(codeCell(page, 1).locator(".cm-content")).toBeFocused()
  await page.keyboard.insertText("b := 2;")
  await page.keyboard.press("Escape")
  await page.keyboard.press("Alt+ArrowUp")
  await expect(codeCell(page, 0)).toContainText("b := 2;")
  await page.keyboard.press("Control+Backspace")
  await expect(page.locator(".cell")).toHaveCount(1)
  for (const [count, first] of [
    [2, "b := 2;"],
    [2, "a := 1;"],
    [2, "a := 1;"],
    [1, "a := 1;"],
  ] as const) {
    await page.keyboard.press("Control+z")
    await expect(page.locator(".cell")).toHaveCount(count)
    await expect(codeCell(page, 0)).toContainText(first)
  }
  await page.keyboard.press("Control+z")
  await expect(codeCell(page, 0).locator(".code-box")).not.toContainText("a := 1;")
  for (let i = 0; i < 5; i++) await page.keyboard.press("Control+Shift+z")
  await expect(page.locator(".cell")).toHaveCount(1)
  await expect(codeCell(page, 0)).toContainText("a := 1;")
})

test("plain letters in cell focus change nothing", async () => {
  const { page } = open
  await page.keyboard.insertText("x := 1;")
  await page.keyboard.press("Escape")
  await page.keyboard.type("ddxabmyjkz")
  await expect(page.locator(".cell")).toHaveCount(1)
  await expect(codeCell(page, 0)).toContainText("x := 1;")
})

test("split and merge are each other's inverse", async () => {
  const { page } = open
  await page.keyboard.insertText("a := 1;\nb := 2;")
  await page.keyboard.press("Home")
  await page.keyboard.press("Control+Alt+-")
  await expect(page.locator(".cell")).toHaveCount(2)
  await page.keyboard.press("ArrowUp")
  await page.keyboard.press("Control+Alt+j")
  await expect(page.locator(".cell")).toHaveCount(1)
  await expect(codeCell(page, 0)).toContainText("b := 2;")
})

test("a text cell shows its formula while it is typed, and is drawn when the caret leaves", async () => {
  const { page } = open
  await page.keyboard.press("Control+Shift+m")
  const editor = page.locator(".text-box .cm-content")
  await expect(editor).toBeFocused()
  await page.keyboard.insertText("## A sum\n\nSee $\\sum_{n\\ge 0} q^{n^2}$")
  await page.keyboard.press("ArrowLeft")
  await expect(page.locator(".formula-preview mjx-container")).toBeVisible()
  // The caret in it is a thin bar.
  const bar = page.locator(".formula-preview mjx-mspace")
  await expect(bar).toHaveCount(1)
  expect(await bar.evaluate((element) => element.getBoundingClientRect().width)).toBeLessThan(3)
  await page.keyboard.press("Shift+Enter")
  await expect(page.locator(".prose h2")).toHaveText("A sum")
  await expect(page.locator(".prose mjx-container math")).toHaveCount(1)
  await expect(page.locator(".outline-row")).toContainText(["A sum"])
})

test("an error names the rule, marks the place, and its cell", async () => {
  const { page } = open
  await run(page, "theta3(q, -5);")
  await expect(page.locator(".error-card strong")).not.toBeEmpty()
  await expect(page.locator('.cell[data-state="failed"]')).toHaveCount(1)
  await expect(codeCell(page, 0).locator(".gutter-text")).toHaveText("!")
})

test("a changed definition marks the cells that used it, and running the stale ones clears the marks", async () => {
  const { page } = open
  await run(page, "a := 2;")
  await run(page, "a^10;")
  await expect(codeCell(page, 1)).toContainText("1024")
  await codeCell(page, 0).locator(".cm-content").click()
  await page.keyboard.press("Control+a")
  await page.keyboard.insertText("a := 3;")
  await expect(page.locator('.cell[data-state="stale"]')).toHaveCount(2)
  await page.keyboard.press("Control+Shift+Enter")
  await expect(codeCell(page, 1)).toContainText("59049")
  await expect(page.locator('.cell[data-state="stale"]')).toHaveCount(0)
})

test("a series is turned over: table, plot, residues, product, and back", async () => {
  const { page } = open
  await run(page, "1/etaq(q,1,300);")
  await expect(page.locator(".series")).toBeVisible()
  const views = page.locator(".views")
  await views.getByRole("button", { name: "Table" }).click()
  await expect(page.getByRole("table", { name: "Coefficients" }).getByRole("row").nth(8)).toContainText("15")
  await views.getByRole("button", { name: "Plot" }).click()
  await expect(page.locator(".plot svg").first()).toBeVisible()
  await views.getByRole("button", { name: "Residues" }).click()
  await expect(page.locator('[data-picture="residues"] rect').first()).toBeVisible()
  await views.getByRole("button", { name: "Product" }).click()
  await expect(page.locator(".fetched")).toBeVisible()
  await views.getByRole("button", { name: "Series" }).click()
  await expect(page.locator(".series")).toBeVisible()
})

test("a plot of a long series is moved along it", async () => {
  const { page } = open
  await run(page, "etaq(q,1,20000);")
  await page.locator(".views").getByRole("button", { name: "Plot" }).click()
  const caption = page.locator(".picture figcaption")
  await expect(caption).toContainText("n = 0 to 999")
  await expect(page.getByRole("button", { name: "Earlier" })).toBeDisabled()
  await page.getByRole("button", { name: "Later" }).click()
  await expect(caption).toContainText("n = 1000 to 1999")
  await page.getByLabel("from n =").fill("19500")
  await page.keyboard.press("Enter")
  await expect(caption).toContainText("n = 19000 to 19999")
  await expect(page.getByRole("button", { name: "Later" })).toBeDisabled()
})

test("terms are walked by keyboard, each told in words", async () => {
  const { page } = open
  await run(page, "1/etaq(q,1,50);")
  await page.locator(".series").focus()
  await page.keyboard.press("ArrowRight")
  for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight")
  await expect(page.getByRole("status").filter({ hasText: "coefficient of q to the 5: 7" })).toHaveCount(1)
})

test("copy as puts the value's own text on the clipboard", async () => {
  const { page } = open
  await run(page, "1/etaq(q,1,6);")
  await page.locator(".copy-as").click()
  await page.getByRole("menuitem", { name: "Maple" }).click()
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/^1\s*\+\s*q\s*\+\s*2\*q\^2\s*\+\s*3\*q\^3/)
})

test("find goes through texts and outputs, and replaces in texts as one step", async () => {
  const { page } = open
  await run(page, "alpha := 7^3;")
  await expect(codeCell(page, 0)).toContainText("343")
  await page.keyboard.insertText("alpha + alpha;")
  await page.keyboard.press("Control+f")
  await page.getByRole("textbox", { name: "Find" }).fill("343")
  await expect(page.locator(".find-count")).toContainText("1 of 1")
  await page.getByRole("textbox", { name: "Find" }).fill("alpha")
  await page.getByRole("textbox", { name: "Replace with" }).fill("beta")
  await page.getByRole("button", { name: "Replace all" }).click()
  await expect(codeCell(page, 1)).toContainText("beta + beta;")
  await page.keyboard.press("Escape")
  await page.keyboard.press("Control+z")
  await expect(codeCell(page, 1)).toContainText("alpha + alpha;")
})

test("variables are listed with their kinds, and lead to the cell that set them", async () => {
  const { page } = open
  await run(page, "P := 1/etaq(q,1,40):")
  const row = page.locator(".variable-row").filter({ hasText: "P" })
  await expect(row).toContainText("1 + q + 2q²")
})

test("F6 goes round the regions, and the palette gives the focus back", async () => {
  const { page } = open
  await page.keyboard.press("Escape")
  const seen: (string | null)[] = []
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press("F6")
    seen.push(
      await page.evaluate(() => document.activeElement?.closest("[data-region]")?.getAttribute("data-region") ?? null),
    )
  }
  expect(new Set(seen)).toEqual(new Set(["right", "status", "top", "left", "page"]))
  await page.keyboard.press("Control+k")
  await expect(page.locator(".palette-input")).toBeFocused()
  await page.keyboard.press("Escape")
  await expect(page.locator(".cell")).toBeFocused()
})

for (const [theme, chosen] of [
  ["light", "Light"],
  ["dark", "Dark"],
  ["contrast", "High contrast"],
] as const) {
  test(`axe finds no violation in the ${theme} theme`, async () => {
    const { page } = open
    await run(page, "P := 1/etaq(q,1,300);")
    await expect(page.locator(".series")).toBeVisible()
    await run(page, "prodmake(P, q, 50); [1,2,3]; theta3(q,-5);")
    await expect(page.locator(".error-card")).toBeVisible()
    await command(page, "Settings")
    await page
      .locator(".settings-row", { hasText: "Follow the system" })
      .locator("select")
      .selectOption({ label: chosen })
    await page.locator(".settings header").getByRole("button", { name: "Close" }).click()
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`),
    ).toEqual([])
  })
}

test("the table is sorted by its headings, cut down to a class, and copied", async () => {
  const { page } = open
  await run(page, "1/etaq(q,1,300);")
  await page.locator(".views").getByRole("button", { name: "Table" }).click()
  const table = page.getByRole("table", { name: "Coefficients" })
  const row = table.getByRole("row").nth(1)
  await expect(row).toContainText("1")
  await page.getByRole("spinbutton", { name: "residue of n" }).fill("4")
  await page.getByRole("spinbutton", { name: "modulus of n" }).fill("5")
  // p(4) = 5, p(9) = 30: OEIS A071734.
  await expect(table.getByRole("row").nth(2).getByRole("cell").nth(1)).toHaveText("30")
  await expect(table).toHaveAttribute("aria-rowcount", "60")
  await table.getByRole("button", { name: "a(n)", exact: true }).click()
  await table.getByRole("button", { name: "a(n)", exact: true }).click()
  await expect(table.getByRole("columnheader", { name: /^a\(n\) ↓|^a\(n\)$/ }).first()).toHaveAttribute(
    "aria-sort",
    "descending",
  )
  await expect(row.getByRole("cell").first()).toHaveText("299")
  await page.getByRole("button", { name: "Copy TSV" }).click()
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/^n\tcoefficient\n0\t1\n1\t1\n2\t2\n/)
})

test("a term's menu sifts its class and names its coefficient", async () => {
  const { page } = open
  await run(page, "P := 1/etaq(q,1,60);")
  await page.locator('.series [data-term="4"]').click({ button: "right" })
  await page.getByRole("menuitem", { name: "Sift this class: n ≡ 4 mod 5" }).click()
  await expect(codeCell(page, 1)).toContainText("sift(P,q,5,4,59);")
  await expect(codeCell(page, 1).locator(".series")).toContainText("5 + 30q + 135q2")
  await codeCell(page, 0).locator('.series [data-term="4"]').click({ button: "right" })
  await page.getByRole("menuitem", { name: "Plot from here" }).click()
  await expect(page.locator("figure.picture")).toContainText("n = 4 to 59")
})

test("every picture is a function, read by arrow keys and shown as a table", async () => {
  const { page } = open
  await run(page, "P := partition_gf(200):")
  let figures = 0
  for (const [source, words] of [
    ["congruences(P,11);", "a(5n + 4) ≡ 0 mod 5"],
    ["dissection(P,5);", "class 0 mod 5"],
    ["zeros(P,30);", "error at most"],
    ["phase(P);", "|f| ≈"],
    ["ferrers(6);", "(1, 1)"],
    ["cranktable(6);", "n 0, m -6: 0"],
  ] as const) {
    await run(page, source)
    await expect(page.locator("figure.picture")).toHaveCount(++figures)
    const figure = page.locator("figure.picture").last()
    await expect(page.locator('.cell[data-state="running"]')).toHaveCount(0)
    const drawing = figure.locator("[tabindex='0']").first()
    await drawing.focus()
    await page.keyboard.press("ArrowRight")
    await expect(figure.locator(".pointed")).toHaveText(new RegExp(escaped(words)))
    await figure.getByRole("button", { name: "Data" }).click()
    await expect(figure.locator("table tbody tr").first()).toBeVisible()
    await page.locator(".cell").last().locator(".code-box").click()
  }
})

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
}

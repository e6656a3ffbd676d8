import { expect, test } from "playwright/test"
import { codeCell, command, newNotebook, openPage, run, type OpenPage } from "./support/page"

/** Finding everything: the palette, help, variables, settings. */
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

test("the palette shows a function's help beside its list, and inserts its call with a stop for each argument", async () => {
  const { page } = open
  await page.keyboard.press("Control+k")
  await page.locator(".palette-input").fill("?sift")
  const help = page.getByRole("region", { name: "Help on the function" })
  await expect(help).toHaveCount(0)
  await page.keyboard.press("ArrowRight")
  await expect(help.getByRole("heading")).toHaveText(/^sift\(/)
  await page.keyboard.press("ArrowLeft")
  await expect(help).toHaveCount(0)
  await page.keyboard.press("Control+Enter")
  await expect(page.locator(".palette")).toHaveCount(0)
  await expect(page.locator(".cm-content")).toHaveText(/^sift\(\w+, \w+, \w+\)/)
  await page.keyboard.insertText("P")
  await page.keyboard.press("Tab")
  await page.keyboard.insertText("x")
  await expect(page.locator(".cm-content")).toHaveText(/^sift\(P, x, /)
})

test("the palette says where each command acts, and finds a theme by its name", async () => {
  const { page } = open
  await page.keyboard.press("Control+k")
  await page.locator(".palette-input").fill("dark")
  await expect(page.locator(".palette li").first()).toHaveText(/Theme: Dark\s*window/)
  await page.locator(".palette-input").fill(">Delete cell")
  await expect(page.locator(".palette li").first()).toHaveText(/Delete cell\s*cell\s*Ctrl\+Backspace/)
  await page.keyboard.press("Escape")
})

test("keys pressed in a dialog do nothing to the notebook behind it", async () => {
  const { page } = open
  await page.keyboard.insertText("1+1")
  await command(page, "Settings")
  await page.keyboard.press("Control+Enter")
  await page.keyboard.press("Shift+Enter")
  await page.keyboard.press("Control+Shift+B")
  await page.keyboard.press("Escape")
  await expect(page.locator(".settings")).toHaveCount(0)
  await expect(page.locator(".cell")).toHaveCount(1)
  await expect(page.locator(".output")).toHaveCount(0)
})

test("a question in a cell is answered by the help panel, a name that is none by the nearest, a bare one by all functions", async () => {
  const { page } = open
  const help = page.locator(".help")
  await run(page, "?etamake")
  await expect(help.getByRole("heading", { level: 3 })).toHaveText(/^etamake\(/)
  await expect(page.locator(".cm-lintRange-error")).toHaveCount(0)
  await run(page, "?etamak")
  await expect(help).toContainText("No function is called etamak.")
  await help.getByRole("button", { name: /^etamake/ }).click()
  await expect(help.getByRole("heading", { level: 3 })).toHaveText(/^etamake\(/)
  await codeCell(page, 1).click({ position: { x: 200, y: 20 } })
  await page.keyboard.press("Control+a")
  await run(page, "?")
  await help.getByText(/^theta functions/).click()
  await expect(help.getByRole("button", { name: /^theta3/ })).toBeVisible()
  await expect(page.locator(".error-card")).toHaveCount(0)
})

test("help is searched in all words of the declarations, and what is asked for replaces a search", async () => {
  const { page } = open
  const help = page.locator(".help")
  await help.getByRole("searchbox").fill("Ligozat")
  await expect(help.getByRole("button", { name: /^cuspORD/ }).first()).toBeVisible()
  await help.getByRole("searchbox").fill("first exponent drawn")
  await expect(help.getByRole("button").first()).toHaveText(/^stems/)
  await codeCell(page, 0).click({ position: { x: 200, y: 20 } })
  await run(page, "?sift")
  await expect(help.getByRole("heading", { level: 3 })).toHaveText(/^sift\(/)
})

test("a list of completions goes with the caret, however fast the cell is run", async () => {
  const { page } = open
  await page.keyboard.type("etama")
  await page.keyboard.press("Shift+Enter")
  await expect(page.locator(".cell")).toHaveCount(2)
  await page.waitForTimeout(400)
  await expect(page.locator(".cm-tooltip-autocomplete")).toHaveCount(0)
  await page.keyboard.type("q")
  await page.waitForTimeout(400)
  await expect(page.locator(".cm-tooltip-autocomplete")).toHaveCount(0)
})

test("variables are listed by age with kind, order and cell, and drawn from their menu", async () => {
  const { page } = open
  await run(page, "Z := series(1/(1-q),q,30); A := 5:")
  const rows = page.locator(".variable-row")
  await expect(rows).toHaveCount(2)
  await expect(rows.first()).toContainText(/^Z.*series · O\(q30\) · set by cell 1$/)
  await expect(rows.nth(1)).toContainText(/^A.*integer · set by cell 1$/)
  await page.getByRole("combobox", { name: "Sort by" }).selectOption("by name")
  await expect(rows.first()).toContainText(/^A/)
  await page.getByRole("button", { name: "Actions for Z" }).click()
  await page.getByRole("menuitem", { name: "Plot" }).click()
  await expect(page.locator(".output-picture .drawing")).toBeVisible()
  await page.getByRole("button", { name: "Actions for Z" }).click()
  await page.getByRole("menuitem", { name: "Copy as…" }).click()
  await page.getByRole("menuitemradio", { name: "all terms" }).click()
  await page.getByRole("menuitem", { name: "Maple" }).hover()
  await expect(page.locator(".copy-preview")).toContainText("q^2")
  await page.getByRole("menuitem", { name: "Coefficients, list" }).click()
  await expect(page.locator(".toast", { hasText: "Copied as Coefficients, list" })).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied.match(/1/g)).toHaveLength(30)
  await page.getByRole("button", { name: "set by cell 1" }).first().click()
  await expect(codeCell(page, 0)).toBeFocused()
})

test("settings are found by their choices and their keys, and the JSON by its name", async () => {
  const { page } = open
  await command(page, "Settings")
  const search = page.getByRole("searchbox", { name: "Search settings" })
  const rows = page.locator(".settings-row, .key-table tr")
  await search.fill("jupyter")
  await expect(rows).toHaveText([/^Key profile/])
  await search.fill("ctrl+shift+d")
  await expect(rows).toHaveText([/^Duplicate cell/])
  await search.fill("keys")
  await expect(page.locator(".key-table tr").first()).toHaveText(/^Run, go to next/)
  await search.fill("json")
  await expect(page.locator("#settings-json")).toHaveValue(/"theme"/)
  await search.fill("nosuchsetting")
  await expect(page.locator(".settings")).toContainText("Nothing found.")
  await page.locator(".settings header").getByRole("button", { name: "Close" }).click()
})

test("a key is changed by pressing it, a clash is told, and the keyboard is where it was", async () => {
  const { page } = open
  await command(page, "Settings")
  await page.getByRole("searchbox", { name: "Search settings" }).fill("duplicate")
  const row = page.locator(".key-table tr", { hasText: "Duplicate cell" })
  const change = row.getByRole("button", { name: "Change the key of Duplicate cell" })
  await change.click()
  await page.keyboard.press("Control+Shift+B")
  await expect(row).toContainText(/Ctrl\+Shift\+B\s*Also: Insert code below/)
  await expect(change).toBeFocused()
  await row.getByRole("button", { name: "Reset the key of Duplicate cell" }).click()
  await expect(row).toContainText("Ctrl+Shift+D")
  await page.locator(".settings header").getByRole("button", { name: "Close" }).click()
})

test("Jupyter's letters make cells that are chosen, so that the next letter is a key again", async () => {
  const { page } = open
  await command(page, "Key profile: Jupyter")
  await page.keyboard.press("Escape")
  await page.keyboard.press("b")
  await page.keyboard.press("b")
  await page.keyboard.press("a")
  await expect(page.locator(".cell")).toHaveCount(4)
  await expect(page.locator(".cell[data-focused-cell='true']")).toHaveAttribute("data-mode", "cell")
  await expect(page.locator(".cell").nth(2)).toBeFocused()
  await command(page, "Key profile: Default")
})

test("whoever presses Tab in an editor is told once how to leave it", async () => {
  const { page } = open
  const note = page.locator(".toast", { hasText: "Press Escape, then Tab, to leave the editor." })
  await page.keyboard.press("Tab")
  await expect(note).toHaveCount(1)
  await note.getByRole("button", { name: "Close" }).click()
  await page.keyboard.press("Tab")
  await page.waitForTimeout(200)
  await expect(note).toHaveCount(0)
  await page.keyboard.press("Escape")
  await page.keyboard.press("Tab")
  await expect(page.locator(".cm-content")).not.toBeFocused()
})

test("the next cell stays in sight when the result above it comes", async () => {
  const { page } = open
  for (let i = 0; i < 9; i++) await run(page, `p${i} := series(1/aqprod(q,q,infinity),q,${i + 100});`)
  await expect(page.locator(".series")).toHaveCount(9)
  const last = page.locator(".cell").last()
  await expect(last.locator(".cm-content")).toBeFocused()
  await expect(last).toBeInViewport({ ratio: 1 })
})

test("nothing of this made the page complain", () => {
  expect(open.complaints).toEqual([])
})

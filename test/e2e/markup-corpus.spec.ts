import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "playwright/test"
import { newDataFolder, openPage } from "./support/page"

// A notebook from a stranger, full of what has run scripts in other notebooks. Opening it, reading it to its end and editing its text runs none of it: no dialog,
// no mark on the window, no request, no exception of the page's policies.

const SCRIPT = "window.marked=1;alert(1)"
const ELEMENTS = [
  `<script>${SCRIPT}</script>`,
  `<img src=x onerror="${SCRIPT}">`,
  `<svg onload="${SCRIPT}"></svg>`,
  `<svg><script>${SCRIPT}</script></svg>`,
  `<svg><animate onbegin="${SCRIPT}" attributeName=x dur=1s>`,
  `<iframe srcdoc="<script>parent.marked=1</script>"></iframe>`,
  `<iframe src="javascript:parent.marked=1"></iframe>`,
  `<object data="data:text/html,<script>parent.marked=1</script>"></object>`,
  `<embed src="javascript:${SCRIPT}">`,
  `<a href="javascript:${SCRIPT}" autofocus onfocus="${SCRIPT}">x</a>`,
  `<form action="javascript:${SCRIPT}"><button>x</button></form>`,
  `<details open ontoggle="${SCRIPT}">x</details>`,
  `<video><source onerror="${SCRIPT}"></video>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${SCRIPT}"></style></mglyph></table></mtext></math>`,
  `<noscript><p title="</noscript><img src=x onerror='${SCRIPT}'>">`,
  `<base href="https://evil.test/">`,
  `<meta http-equiv="refresh" content="0;url=https://evil.test/">`,
  `<link rel="stylesheet" href="https://evil.test/x.css">`,
  `<style>@import url(https://evil.test/x.css);*{display:none}</style>`,
  `<input autofocus onfocus="${SCRIPT}">`,
  `<body onload="${SCRIPT}">`,
  `<marquee onstart="${SCRIPT}">x</marquee>`,
  `<template><script>${SCRIPT}</script></template>`,
  `<img name="getElementById"><form id="root"></form><a id="page"></a>`,
]
const SCHEMES = [
  "javascript:",
  "JaVaScRiPt:",
  "java\tscript:",
  "&#106;avascript:",
  "vbscript:",
  "data:text/html,",
  "file:///",
  "command:",
  "//evil.test/",
  "blob:",
]
const MARKDOWN = [
  ...ELEMENTS,
  ...SCHEMES.flatMap((scheme) => [
    `[x](${scheme}${SCRIPT})`,
    `![x](${scheme}${SCRIPT})`,
    `<${scheme}${SCRIPT}>`,
    `[x]: ${scheme}${SCRIPT}\n\n[x] ![x]`,
  ]),
  "![x](https://evil.test/x.png)",
  "![x](data:image/svg+xml,<svg onload=alert(1)>)",
  "![x](attachment:evil.png)",
  `[x](https://a.test/"onmouseover="${SCRIPT})`,
  `# <img src=x onerror="${SCRIPT}"> {#root}`,
  "| a |\n|---|\n| <script>window.marked=1</script> |",
  "```html\n<script>window.marked=1</script>\n```",
]
const TEX = [
  "\\href{javascript:window.marked=1}{x}",
  "\\require{html}\\style{background:url(https://evil.test/)}{x}",
  "\\class{cell}{x}",
  "\\cssId{root}{x}",
  "\\unicode{<script>window.marked=1</script>}",
  "\\def\\a{\\a\\a}\\a",
  "\\newcommand{\\b}{\\b}\\b",
  "\\text{<img src=x onerror=window.marked=1>}",
  "\\includegraphics{https://evil.test/x.png}",
  "\\mmlToken{mi}[href='javascript:1']{x}",
  "\\bbox[border:1px]{x}",
  `${"{".repeat(5000)}x${"}".repeat(5000)}`,
]

interface Cell {
  cell_type: string
  id: string
  metadata: object
  source: string
  [more: string]: unknown
}

function outputs(): object[] {
  const bundle = (data: object): object => ({ output_type: "display_data", data, metadata: {} })
  return [
    ...ELEMENTS.flatMap((html) => [
      bundle({ "text/html": html }),
      bundle({ "text/markdown": html }),
      bundle({ "text/plain": html }),
      bundle({ "image/svg+xml": `<svg xmlns="http://www.w3.org/2000/svg">${html}</svg>` }),
      bundle({ "application/vnd.durfee.value+json": { kind: "formula", latex: [html], text: html } }),
      { output_type: "stream", name: "stdout", text: html },
      { output_type: "error", ename: html, evalue: html, traceback: [html, `\u001b[31m${html}`] },
    ]),
    ...TEX.map((tex) => bundle({ "text/latex": `$\\displaystyle ${tex}$` })),
    bundle({ "application/javascript": SCRIPT }),
    bundle({ "application/vnd.jupyter.widget-view+json": { model_id: SCRIPT } }),
    bundle({ "image/png": "PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+" }),
    bundle({ [`<img src=x onerror=${SCRIPT}>`]: "x" }),
  ]
}

/** Each payload in a text cell, as a formula of a text cell, and as an output. */
function corpus(): { cells: Cell[]; payloads: number } {
  const texts = [...MARKDOWN, ...TEX.flatMap((tex) => [`$${tex}$`, `$$${tex}$$`])]
  const attachments = { "evil.png": { "image/svg+xml": `<svg onload="${SCRIPT}"/>`, "text/html": ELEMENTS[0] } }
  const all = outputs()
  const cells: Cell[] = texts.map((source, at) => ({
    cell_type: "markdown",
    id: `t${at}`,
    metadata: {},
    source,
    attachments,
  }))
  for (let at = 0; at < all.length; at += 10)
    cells.push({
      cell_type: "code",
      id: `c${at}`,
      metadata: { name: ELEMENTS[at % ELEMENTS.length], tags: ["<script>"] },
      source: ELEMENTS[at % ELEMENTS.length] ?? "",
      execution_count: 1,
      outputs: all.slice(at, at + 10),
    })
  return { cells, payloads: texts.length + all.length }
}

test("nothing in a stranger's notebook runs, loads or leaves", async () => {
  test.setTimeout(180_000)
  const dataFolder = newDataFolder()
  const folder = join(dataFolder, "strange")
  mkdirSync(folder)
  const { cells, payloads } = corpus()
  expect(payloads).toBeGreaterThan(250)
  const file = join(folder, "<img src=x onerror=alert(1)>.ipynb")
  const kernelspec = { display_name: ELEMENTS[1], language: "durfee", name: "durfee" }
  const title = `<script>${SCRIPT}</script>`
  writeFileSync(file, JSON.stringify({ cells, metadata: { kernelspec, title }, nbformat: 4, nbformat_minor: 5 }))
  const { page, complaints, close } = await openPage({ dataFolder, files: [file] })
  let dialogs = 0
  page.on("dialog", (dialog) => {
    dialogs++
    void dialog.dismiss()
  })
  await expect(page.locator(".cell")).toHaveCount(cells.length)
  // Far cells are drawn when they come near.
  for (const [at, cell] of (await page.locator(".cell").all()).entries())
    if (at % 5 === 0) await cell.scrollIntoViewIfNeeded()
  // Markup is there to be read.
  expect(await page.locator(".raw-html", { hasText: "<script>" }).count()).toBeGreaterThan(3)
  await expect(page.locator(".cell").last()).toBeVisible()
  const found = await page.evaluate(() => ({
    marked: "marked" in window,
    elements: [
      ...document.querySelectorAll(
        "iframe,object,embed,base,meta[http-equiv],form,video,.cell script,.cell svg script,.cell style",
      ),
    ].map((element) => element.outerHTML.slice(0, 200)),
    addresses: [...document.querySelectorAll(".page [href], .page [src]")]
      .map((element) => element.getAttribute("href") ?? element.getAttribute("src") ?? "")
      .filter((address) => !/^(https?:|mailto:|#|blob:)/.test(address)),
    handlers: [...document.querySelectorAll("*")].flatMap((element) =>
      element.getAttributeNames().filter((name) => name.startsWith("on")),
    ),
    root: document.getElementById("root")?.tagName,
  }))
  expect(found).toMatchObject({ marked: false, elements: [], addresses: [], handlers: [] })
  expect(dialogs).toBe(0)
  expect(complaints).toEqual([])
  await close()
  rmSync(dataFolder, { recursive: true, force: true })
})

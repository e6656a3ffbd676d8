import type { Nodes, Parent, TableRow } from "mdast"
import type { DocumentContent, Output, PictureOutput } from "../../../contract"
import type { Tone } from "../../../pictures"
import { DARK, LIGHT } from "../../../pictures/palette"
import { sceneSvg } from "../../../pictures/svg"
import { rasterAddress, sceneOf } from "../../notebook/picture-files"
import { mathML } from "./formula"
import { outputFormula, outputText } from "./plain-output"
import { readProse } from "./prose"

/**
 * A page that needs nothing: no script, no network, no fonts of ours. Formulas are MathML, which Chromium, Firefox and Safari draw
 * themselves. Everything is escaped text but the elements written here.
 */

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

function formulaHtml(latex: string, display: boolean): string {
  return mathML(latex, display) ?? `<code>${escapeHtml(latex)}</code>`
}

/** Links of a text cell: the web, mail, and places in the page. */
const safeLink = (url: string): boolean => /^(?:https?:\/\/|mailto:|#)/i.test(url)

type Attachments = ReadonlyMap<string, string>

function imageHtml(url: string, alt: string, attachments: Attachments): string {
  const name = url.startsWith("attachment:") ? decodeURI(url.slice("attachment:".length)) : null
  const source =
    name === null ? (/^data:image\/(?:png|jpeg|gif);base64,/.test(url) ? url : null) : (attachments.get(name) ?? null)
  return source === null ? escapeHtml(`[${alt || url}]`) : `<img src="${escapeHtml(source)}" alt="${escapeHtml(alt)}">`
}

function headingId(node: Nodes): string {
  return ("children" in node ? node.children.map(plain).join("") : "").trim().replace(/\s+/g, "-")
}

function plain(node: Nodes): string {
  if ("value" in node) return node.value
  return "children" in node ? node.children.map(plain).join("") : ""
}

function rowHtml(
  row: TableRow,
  tag: string,
  align: readonly (string | null | undefined)[],
  attachments: Attachments,
): string {
  const cells = row.children.map(
    (cell, i) => `<${tag} class="${align[i] ?? "left"}">${inner(cell, attachments)}</${tag}>`,
  )
  return `<tr>${cells.join("")}</tr>`
}

const inner = (node: Parent, attachments: Attachments): string =>
  node.children.map((child) => nodeHtml(child, attachments)).join("")

const SIMPLE: Readonly<Record<string, string>> = {
  paragraph: "p",
  emphasis: "em",
  strong: "strong",
  blockquote: "blockquote",
  listItem: "li",
}

function nodeHtml(node: Nodes, attachments: Attachments): string {
  switch (node.type) {
    case "text":
    case "html":
      return escapeHtml(node.value)
    case "heading":
      return `<h${node.depth} id="${escapeHtml(headingId(node))}">${inner(node, attachments)}</h${node.depth}>`
    case "inlineCode":
      return `<code>${escapeHtml(node.value)}</code>`
    case "code":
      return `<pre><code>${escapeHtml(node.value)}</code></pre>`
    case "inlineMath":
      return formulaHtml(node.value, false)
    case "math":
      return `<div class="formula">${formulaHtml(node.value, true)}</div>`
    case "break":
      return "<br>"
    case "thematicBreak":
      return "<hr>"
    case "link":
      return safeLink(node.url)
        ? `<a href="${escapeHtml(node.url)}">${inner(node, attachments)}</a>`
        : inner(node, attachments)
    case "image":
      return imageHtml(node.url, node.alt ?? "", attachments)
    case "list":
      return node.ordered === true
        ? `<ol start="${node.start ?? 1}">${inner(node, attachments)}</ol>`
        : `<ul>${inner(node, attachments)}</ul>`
    case "table": {
      const [head, ...rows] = node.children
      const align = node.align ?? []
      const body = rows.map((row) => rowHtml(row, "td", align, attachments)).join("")
      return `<table>${head === undefined ? "" : rowHtml(head, "th", align, attachments)}${body}</table>`
    }
    default: {
      if (!("children" in node)) return "value" in node ? escapeHtml(String(node.value)) : ""
      const tag = SIMPLE[node.type]
      const content = inner(node, attachments)
      return tag === undefined ? content : `<${tag}>${content}</${tag}>`
    }
  }
}

function tableHtml(output: Output & { kind: "table" }): string {
  const row = (texts: readonly string[], tag: string): string =>
    `<tr>${texts.map((text, i) => `<${tag} class="${output.columns[i]?.align ?? "left"}">${escapeHtml(text)}</${tag}>`).join("")}</tr>`
  const caption = output.caption === "" ? "" : `<caption>${escapeHtml(output.caption)}</caption>`
  return `<table>${caption}${row(
    output.columns.map((column) => column.title),
    "th",
  )}${output.rows.map((texts) => row(texts, "td")).join("")}</table>`
}

/** The classes of exponents as a table: each with its series, and the product that fits it. */
function dissectionHtml(
  rows: readonly { readonly residue: number; readonly latex: string; readonly product: string | null }[],
) {
  const body = rows.map(({ residue, latex, product }) => {
    const fits = product === null ? "no product seen" : `◐ ${formulaHtml(product, false)}`
    return `<tr><th>r = ${residue}</th><td>${formulaHtml(latex, false)}</td><td>${fits}</td></tr>`
  })
  return `<table>${body.join("")}</table>`
}

function pictureHtml({ picture, caption, description }: PictureOutput): string {
  const drawn =
    picture.type === "dissection"
      ? dissectionHtml(picture.rows)
      : sceneSvg(sceneOf(picture), { colour: (tone) => `var(--p-${tone})`, image: rasterAddress, description })
  return `<figure>${drawn}<figcaption><b>${escapeHtml(caption)}.</b> ${escapeHtml(description)}</figcaption></figure>`
}

function outputHtml(output: Output): string {
  if (output.kind === "table") return tableHtml(output)
  if (output.kind === "picture") return pictureHtml(output)
  if (output.kind === "foreign" && output.shown.as === "image")
    return `<img src="data:${output.shown.mime};base64,${output.shown.base64}" alt="${escapeHtml(output.shown.alt)}">`
  const formula = outputFormula(output)
  if (formula !== null)
    return `<div class="formula">${formula.map((piece) => formulaHtml(piece, true)).join(" ")}</div>`
  const kind = output.kind === "error" || output.kind === "warning" ? ` class="${output.kind}"` : ""
  return `<pre${kind}>${escapeHtml(outputText(output))}</pre>`
}

/** Evidence is part of a result: a guess must not look like a theorem on paper either. */
function evidenceHtml(output: Output): string {
  const sentence = "evidence" in output ? output.evidence?.sentence : undefined
  return sentence === undefined ? "" : `<p class="evidence">${escapeHtml(sentence)}</p>`
}

/** Colours of pictures, as variables of the page. */
function tones(palette: Readonly<Record<Tone, string>>): string {
  return Object.entries(palette)
    .map(([tone, colour]) => `--p-${tone}: ${colour}`)
    .join("; ")
}

const STYLE = `
:root { ${tones(LIGHT)} }
@media (prefers-color-scheme: dark) { :root { ${tones(DARK)} } }
:root { color-scheme: light dark; --paper: #fdfcf9; --ink: #1c1a17; --soft: #f3f0e9; --quiet: #5d574d; --red: #9c2b20 }
@media (prefers-color-scheme: dark) { :root { --paper: #1b1a18; --ink: #ece7dd; --soft: #262421; --quiet: #a79f92; --red: #f0958a } }
body { background: var(--paper); color: var(--ink); font: 17px/1.6 Georgia, "Source Serif 4", serif; max-width: 46rem; margin: 3rem auto; padding: 0 1.5rem }
pre { background: var(--soft); padding: .7em 1em; border-radius: 6px; overflow-x: auto; font: 14px/1.5 ui-monospace, Consolas, monospace; white-space: pre-wrap }
.output { margin: .4em 0 1.6em 1.2em } .output pre { background: none; padding: 0 }
.formula { margin: .6em 0; overflow-x: auto } math { font-size: 1.08em } .output math[display="block"] { display: inline math; text-align: left }
.error { color: var(--red) } .evidence, caption { color: var(--quiet); font-size: .88em; margin: 0 }
table { border-collapse: collapse; margin: .8em 0 } th, td { padding: .15em .7em; border-bottom: 1px solid var(--soft) }
.right { text-align: right } .center { text-align: center } .left { text-align: left } img, svg { max-width: 100%; height: auto }
figure { margin: .8em 0 } figcaption { color: var(--quiet); font-size: .88em }
@media print { body { margin: 0; max-width: none; font-size: 11pt } pre, .output { break-inside: avoid } }
`

function attachmentsOf(json: string | null): Attachments {
  const found = new Map<string, string>()
  const value: unknown = json === null ? {} : JSON.parse(json)
  for (const [name, bundle] of Object.entries(value ?? {}))
    for (const [mime, data] of Object.entries((bundle ?? {}) as Record<string, unknown>))
      if (/^image\/(?:png|jpeg|gif)$/.test(mime) && typeof data === "string")
        found.set(name, `data:${mime};base64,${data.replace(/\s/g, "")}`)
  return found
}

/** The whole notebook as one file. */
export function writeHtml(content: DocumentContent, title: string): string {
  const body = content.cells.map((cell) => {
    if (cell.kind === "text")
      return `<section>${nodeHtml(readProse(cell.source), attachmentsOf(cell.attachments))}</section>`
    if (cell.kind === "raw") return `<pre>${escapeHtml(cell.source)}</pre>`
    const outputs = cell.outputs.map(({ output }) => outputHtml(output) + evidenceHtml(output)).join("\n")
    const shown = cell.view.codeHidden === true ? "" : `<pre><code>${escapeHtml(cell.source)}</code></pre>`
    return `<section>${shown}${outputs === "" ? "" : `<div class="output">${outputs}</div>`}</section>`
  })
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body.join("\n")}
</body>
</html>
`
}

// Writes the reference manual from the declarations: docs/reference/index.html and a page for each family, formulas as MathML.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { declarations } from "./generate-functions.mjs"

const require = createRequire(import.meta.url)
const { mathjax } = require("mathjax-full/js/mathjax.js")
const { TeX } = require("mathjax-full/js/input/tex.js")
const { liteAdaptor } = require("mathjax-full/js/adaptors/liteAdaptor.js")
const { RegisterHTMLHandler } = require("mathjax-full/js/handlers/html.js")
require("mathjax-full/js/input/tex/base/BaseConfiguration.js")
require("mathjax-full/js/input/tex/ams/AmsConfiguration.js")
const { SerializedMmlVisitor } = require("mathjax-full/js/core/MmlTree/SerializedMmlVisitor.js")
const { STATE } = require("mathjax-full/js/core/MathItem.js")

const folder = fileURLToPath(new URL("../docs/reference/", import.meta.url))
const handler = liteAdaptor()
RegisterHTMLHandler(handler)
const document = mathjax.document("", {
  InputJax: new TeX({
    packages: ["base", "ams"],
    formatError(_jax, error) {
      throw error
    },
  }),
})
const visitor = new SerializedMmlVisitor()

/** TeX as MathML; a formula that TeX refuses is an error of its declaration. */
export function mathml(tex) {
  return visitor.visitTree(document.convert(tex, { display: true, end: STATE.CONVERT }))
}

const escape = (text) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c])
const slug = (family) => family.toLowerCase().replace(/[^a-z0-9]+/g, "-")

const style = `body{font:17px/1.6 "Source Serif 4",Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1f1d1a;background:#fcfbf8}
h1,h2{font-weight:600;line-height:1.3}h2{margin-top:3rem;border-top:1px solid #e4dfd5;padding-top:1rem}
code,pre{font:14px/1.6 "JetBrains Mono",monospace}pre{background:#f5f2ec;padding:.6rem .8rem;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere}
dt{font-weight:600}dd{margin:0 0 .4rem 1.2rem}a{color:#3b4bc8}math{overflow-x:auto;max-width:100%}.plain{color:#57524a}
@media(prefers-color-scheme:dark){body{color:#e9e6df;background:#17181c}pre{background:#121317}a{color:#9aa8ff}h2{border-color:#30333b}.plain{color:#b5b2aa}}`

function page(title, body) {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)} - Durfee</title><style>${style}</style></head>
<body>
${body}
</body>
</html>
`
}

function signatureLine(name, { parameters, returns }) {
  const shown = parameters
    .map((p) => (p.default === undefined && !p.rest ? p.name : `[${p.name}${p.rest ? ", …" : ""}]`))
    .join(", ")
  return `<pre>${escape(`${name}(${shown})`)}  <span class="plain">→ ${escape(returns)}</span></pre>`
}

function parameterList(signatures) {
  const seen = new Map()
  for (const { parameters } of signatures) for (const p of parameters) seen.set(`${p.name} ${p.domain}`, p)
  if (seen.size === 0) return ""
  const rows = [...seen.values()].map((p) => {
    const fallback =
      p.default === undefined ? "" : p.default === "" ? "; may be left out" : `; ${p.default} when left out`
    return `<dt><code>${escape(p.name)}</code></dt><dd>${escape(p.meaning)}: ${escape(p.domain)}${escape(fallback)}</dd>`
  })
  return `<dl>${rows.join("")}</dl>`
}

/** The error sentences that say more than the parameters' domains, which stand in the list of parameters. */
function refusals({ errors, signatures }) {
  const domains = new Set(signatures.flatMap((s) => s.parameters.map((p) => `${p.name} is ${p.domain}.`)))
  const own = errors.filter((sentence) => !domains.has(sentence))
  return own.length > 0 ? `<p><b>Refuses.</b> ${own.map(escape).join(" ")}</p>` : ""
}

function entry(data, where) {
  const link = (name) => (where.has(name) ? `<a href="${where.get(name)}">${escape(name)}</a>` : escape(name))
  const parts = [
    `<h2 id="${escape(data.name)}">${escape(data.name)}</h2>`,
    data.aliases.length > 0
      ? `<p class="plain">Also ${data.aliases.map((a) => `<code>${escape(a)}</code>`).join(", ")}.</p>`
      : "",
    `<p>${escape(data.summary)}</p>`,
    mathml(data.definition),
    ...data.signatures.map((s) => signatureLine(data.name, s)),
    parameterList(data.signatures),
    `<p><b>Precision.</b> ${escape(data.precision)}</p>`,
    data.cost === undefined ? "" : `<p><b>Cost.</b> ${escape(data.cost)}</p>`,
    `<p><b>Source.</b> ${escape(data.source)}.</p>`,
    ...data.examples.map(
      (e) =>
        `<pre>&gt; ${escape(e.input)}\n${escape(e.result)}\n<span class="plain"># ${escape(e.source)}</span></pre>`,
    ),
    refusals(data),
    data.seeAlso.length > 0 ? `<p><b>See also.</b> ${data.seeAlso.map(link).join(", ")}.</p>` : "",
  ]
  return parts.filter((p) => p !== "").join("\n")
}

/** File name to text of every page. */
export async function generateReference() {
  const data = await declarations()
  const families = new Map()
  for (const d of data) families.set(d.family, [...(families.get(d.family) ?? []), d])
  const where = new Map(
    data.flatMap((d) => [d.name, ...d.aliases].map((name) => [name, `${slug(d.family)}.html#${d.name}`])),
  )
  const names = [...families.keys()].sort()
  const pages = new Map()
  const title = (family) => escape(family[0].toUpperCase() + family.slice(1))
  for (const family of names) {
    const body = [
      `<p><a href="index.html">All functions</a></p>`,
      `<h1>${title(family)}</h1>`,
      ...families.get(family).map((d) => entry(d, where)),
    ]
    pages.set(`${slug(family)}.html`, page(family, body.join("\n")))
  }
  const overview = names.map((family) => `<a href="#${slug(family)}">${title(family)}</a>`).join(" · ")
  const contents = names.map((family) => {
    const items = families
      .get(family)
      .map((d) => `<dt><a href="${where.get(d.name)}">${escape(d.name)}</a></dt><dd>${escape(d.summary)}</dd>`)
    return `<h2 id="${slug(family)}"><a href="${slug(family)}.html">${title(family)}</a></h2>\n<dl>${items.join("\n")}</dl>`
  })
  pages.set(
    "index.html",
    page(
      "Functions",
      `<h1>The functions of Durfee</h1>\n<p>${data.length} functions, written from their declarations.</p>\n<p>${overview}</p>\n${contents.join("\n")}`,
    ),
  )
  return pages
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(folder, { recursive: true })
  for (const file of readdirSync(folder)) if (file.endsWith(".html")) rmSync(join(folder, file))
  for (const [file, text] of await generateReference()) writeFileSync(join(folder, file), text)
}

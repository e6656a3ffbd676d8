import { mathjax } from "mathjax-full/js/mathjax.js"
import { TeX } from "mathjax-full/js/input/tex.js"
import { CHTML } from "mathjax-full/js/output/chtml.js"
import { TeXFont } from "mathjax-full/js/output/chtml/fonts/tex.js"
import { browserAdaptor } from "mathjax-full/js/adaptors/browserAdaptor.js"
import { RegisterHTMLHandler } from "mathjax-full/js/handlers/html.js"
import { SafeHandler } from "mathjax-full/js/ui/safe/SafeHandler.js"
import type { MathDocument } from "mathjax-full/js/core/MathDocument.js"
import { STATE } from "mathjax-full/js/core/MathItem.js"
import "mathjax-full/js/input/tex/base/BaseConfiguration.js"
import "mathjax-full/js/input/tex/ams/AmsConfiguration.js"
import "mathjax-full/js/input/tex/boldsymbol/BoldsymbolConfiguration.js"
import "mathjax-full/js/input/tex/cancel/CancelConfiguration.js"
import { nonce } from "../editor/nonce"
import { mathmlOf } from "./mathml"

/**
 * MathJax behind one function: TeX in, an element out. Only the packages named here are loaded, so a formula can neither define a macro, load a
 * package, nor make a link; the length of a formula is bounded. The one style element gets the page's nonce, and later rules go in through the
 * object model, as do style attributes, so that the page's policy needs no exception.
 */
export type Typeset = { readonly ok: true; readonly node: HTMLElement } | { readonly ok: false; readonly error: string }

/** Longer than any formula a reader could take in. */
const MAX_TEX = 20_000
const CACHE_SIZE = 3000

/** MathJax's TeX font with no font-face rules of its own: styles/fonts.css names the shipped files. */
class ShippedFont extends TeXFont {
  protected override addFontURLs(): void {
    // The page's own style sheet has them.
  }
}

interface Engine {
  readonly document: MathDocument<HTMLElement, Text, Document>
  readonly output: CHTML<HTMLElement, Text, Document>
}

class TexProblem extends Error {}

function start(): Engine {
  const adaptor = browserAdaptor()
  const setAttribute = adaptor.setAttribute.bind(adaptor)
  adaptor.setAttribute = (node: HTMLElement, name: string, value: string, ns?: string) => {
    if (name === "style") node.style.cssText = value
    else setAttribute(node, name, value, ns)
  }
  const handler = RegisterHTMLHandler(adaptor)
  SafeHandler(handler)
  const input = new TeX<HTMLElement, Text, Document>({
    packages: ["base", "ams", "boldsymbol", "cancel"],
    maxBuffer: 40 * 1024,
    formatError: (_jax: unknown, error: { readonly message: string }) => {
      throw new TexProblem(error.message)
    },
  })
  const output = new CHTML<HTMLElement, Text, Document>({
    font: new ShippedFont(),
    matchFontHeight: false,
    adaptiveCSS: true,
  })
  const math: MathDocument<HTMLElement, Text, Document> = mathjax.document(document, {
    InputJax: input,
    OutputJax: output,
  })
  const sheet = output.styleSheet(math)
  sheet.nonce = nonce()
  document.head.append(sheet)
  return { document: math, output }
}

let engine: Engine | null = null
const cache = new Map<string, Typeset>()

function convert(tex: string, display: boolean): Typeset {
  if (tex.length > MAX_TEX) return { ok: false, error: `A formula has at most ${MAX_TEX} characters` }
  engine ??= start()
  try {
    const { document: math, output } = engine
    const item = new math.options["MathItem"](tex, math.inputJax[0], display)
    item.start.node = document.body
    item.setMetrics(19, 8.5, 10_000, 1_000_000, 1)
    item.convert(math, STATE.LAST)
    const node: HTMLElement = item.typesetRoot
    output.styleSheet(math)
    const mathml = mathmlOf(item.root, document)
    for (const part of node.children) part.setAttribute("aria-hidden", "true")
    if (mathml !== null) {
      const beside = document.createElement("span")
      beside.className = "sr-only mathml"
      beside.append(mathml)
      node.append(beside)
    }
    return { ok: true, node }
  } catch (error) {
    if (error instanceof Error) return { ok: false, error: error.message }
    throw error
  }
}

/** The formula, from the cache or newly set. Clone the node before putting it into the page. Cost: 1 to 10 ms for a short formula. */
export function typeset(tex: string, display: boolean): Typeset {
  const key = (display ? "d" : "i") + tex
  const known = cache.get(key)
  if (known !== undefined) {
    cache.delete(key)
    cache.set(key, known)
    return known
  }
  const made = convert(tex, display)
  cache.set(key, made)
  const oldest = cache.keys().next()
  if (cache.size > CACHE_SIZE && oldest.done !== true) cache.delete(oldest.value)
  return made
}

export function isCached(tex: string, display: boolean): boolean {
  return cache.has((display ? "d" : "i") + tex)
}

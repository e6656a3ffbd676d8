import type { MmlNode } from "mathjax-full/js/core/MmlTree/MmlNode.js"

type Child = MmlNode["childNodes"][number]

function isMml(node: Child): node is MmlNode {
  return "isInferred" in node
}

const MATHML = "http://www.w3.org/1998/Math/MathML"
/** Attributes a screen reader or another program can use; MathJax's own (data-*, mjx*) stay behind. */
const KEPT = new Set([
  "mathvariant",
  "stretchy",
  "fence",
  "separator",
  "linethickness",
  "display",
  "columnalign",
  "accent",
  "movablelimits",
])

function attributesOf(node: MmlNode): [string, string][] {
  const all: Record<string, unknown> = node.attributes.getAllAttributes()
  return Object.entries(all)
    .filter(([name, value]) => KEPT.has(name) && value !== undefined && value !== null)
    .map(([name, value]) => [name, String(value)])
}

function textOf(node: MmlNode): string {
  return node.childNodes
    .map((child) => ("getText" in child && typeof child.getText === "function" ? String(child.getText()) : ""))
    .join("")
}

/**
 * MathML built from MathJax's tree, element by element: parsing it from text would need a markup sink, which the page's policy
 * on trusted types closes.
 */
export function mathmlOf(node: MmlNode, document: Document): Element | null {
  if (node.kind === "text" || node.kind === "XML") return null
  if (node.kind === "TeXAtom" || node.isInferred) return row(node, document)
  const element = document.createElementNS(MATHML, node.kind)
  for (const [name, value] of attributesOf(node)) element.setAttribute(name, value)
  if (node.isToken) element.textContent = textOf(node)
  else appendChildren(element, node, document)
  return element
}

function row(node: MmlNode, document: Document): Element {
  const element = document.createElementNS(MATHML, "mrow")
  appendChildren(element, node, document)
  return element
}

function appendChildren(element: Element, node: MmlNode, document: Document): void {
  for (const child of node.childNodes) {
    if (!isMml(child)) continue
    const isInferredRow = child.isInferred && node.kind !== "math"
    const made = mathmlOf(child, document)
    if (made === null) continue
    if (isInferredRow && made.childNodes.length === 1 && made.firstChild !== null) element.append(made.firstChild)
    else element.append(made)
  }
}

import type { Nodes, Parents, RootContent, Table, TableRow } from "mdast"
import { fromMarkdown } from "mdast-util-from-markdown"
import { gfmTableFromMarkdown } from "mdast-util-gfm-table"
import { mathFromMarkdown } from "mdast-util-math"
import { gfmTable } from "micromark-extension-gfm-table"
import { math } from "micromark-extension-math"
import { Fragment, type ReactNode } from "react"
import { withDisplayFences } from "../../language/display-math"
import { Formula } from "../math/Formula"
import { imageBlob } from "../outputs/image"
import { AttachedImage } from "./AttachedImage"

/**
 * Markdown to elements: CommonMark with tables and TeX. Raw HTML is shown as the text it is; a link goes to http, https, mailto or a heading of this
 * notebook, anything else stays as words; a picture comes from the cell's attachments or a data address with the bytes it claims, never from
 * the network.
 */
export interface MarkdownContext {
  /** The cell's attachments object as JSON text. */
  readonly attachments: string | null
  /** The Markdown itself: `$$…$$` on one line is told from `$…$` only there. */
  readonly source: string
}

const HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"] as const

export function parseMarkdown(source: string) {
  return fromMarkdown(source, {
    extensions: [math(), gfmTable()],
    mdastExtensions: [mathFromMarkdown(), gfmTableFromMarkdown()],
  })
}

/** The plain words of a node, for outlines and ids. */
export function wordsOf(node: Nodes): string {
  if ("value" in node) return node.value
  if ("children" in node) return node.children.map(wordsOf).join("")
  return "alt" in node ? (node.alt ?? "") : ""
}

/** The name a link within the notebook uses for a heading; the prefix keeps it apart from the page's own names. */
export function headingId(words: string): string {
  return `heading-${words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")}`
}

export function safeAddress(address: string): string | null {
  if (address.startsWith("#")) return `#${headingId(decodeURIComponentSafely(address.slice(1)))}`
  return /^(https?:\/\/|mailto:)/i.test(address) ? address : null
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}

function children(node: Parents, context: MarkdownContext): ReactNode {
  return node.children.map((child, i) => <Fragment key={i}>{draw(child, context)}</Fragment>)
}

function drawTable(node: Table, context: MarkdownContext): ReactNode {
  const [head, ...body] = node.children
  const row = (cells: TableRow, Cell: "th" | "td"): ReactNode =>
    cells.children.map((cell, i) => (
      <Cell key={i} data-align={node.align?.[i] ?? "left"}>
        {children(cell, context)}
      </Cell>
    ))
  return (
    <table>
      {head !== undefined && (
        <thead>
          <tr>{row(head, "th")}</tr>
        </thead>
      )}
      <tbody>
        {body.map((cells, i) => (
          <tr key={i}>{row(cells, "td")}</tr>
        ))}
      </tbody>
    </table>
  )
}

function drawImage(url: string, alt: string, { attachments }: MarkdownContext): ReactNode {
  const inline = /^data:(image\/(?:png|jpeg|gif));base64,(.*)$/s.exec(url)
  if (inline !== null) return <AttachedImage blob={imageBlob(inline[1] ?? "", inline[2] ?? "")} alt={alt} />
  const name = /^attachment:(.*)$/.exec(url)?.[1]
  const attached = name === undefined ? null : attachment(attachments, decodeURIComponentSafely(name))
  return <AttachedImage blob={attached} alt={alt} />
}

function attachment(attachments: string | null, name: string): Blob | null {
  if (attachments === null) return null
  const all: unknown = JSON.parse(attachments)
  const bundle = isRecord(all) ? all[name] : undefined
  if (!isRecord(bundle)) return null
  for (const mime of ["image/png", "image/jpeg", "image/gif"]) {
    const data = bundle[mime]
    const text = Array.isArray(data) ? data.join("") : data
    if (typeof text === "string") return imageBlob(mime, text)
  }
  return null
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function isDisplayed(offset: number | undefined, { source }: MarkdownContext): boolean {
  return offset !== undefined && source.startsWith("$$", offset)
}

/** A span, since a displayed formula may stand within a paragraph. */
function DisplayedMath({ tex }: { readonly tex: string }) {
  return (
    <span className="math-block">
      <Formula tex={tex} display />
    </span>
  )
}

function draw(node: RootContent, context: MarkdownContext): ReactNode {
  switch (node.type) {
    case "heading": {
      const Heading = HEADINGS[node.depth - 1] ?? "h6"
      return <Heading id={headingId(wordsOf(node))}>{children(node, context)}</Heading>
    }
    case "paragraph":
      return <p>{children(node, context)}</p>
    case "text":
      return node.value
    case "emphasis":
      return <em>{children(node, context)}</em>
    case "strong":
      return <strong>{children(node, context)}</strong>
    case "inlineCode":
      return <code>{node.value}</code>
    case "code":
      return (
        <pre>
          <code>{node.value}</code>
        </pre>
      )
    case "inlineMath":
      return isDisplayed(node.position?.start.offset, context) ? (
        <DisplayedMath tex={node.value} />
      ) : (
        <Formula tex={node.value} />
      )
    case "math":
      return <DisplayedMath tex={node.value} />
    case "blockquote":
      return <blockquote>{children(node, context)}</blockquote>
    case "list":
      return node.ordered === true ? (
        <ol start={node.start ?? 1}>{children(node, context)}</ol>
      ) : (
        <ul>{children(node, context)}</ul>
      )
    case "listItem":
      return <li>{children(node, context)}</li>
    case "thematicBreak":
      return <hr />
    case "break":
      return <br />
    case "link": {
      const address = safeAddress(node.url)
      if (address === null) return <span className="dead-link">{children(node, context)}</span>
      return (
        <a href={address} {...(address.startsWith("#") ? {} : { target: "_blank", rel: "noreferrer noopener" })}>
          {children(node, context)}
        </a>
      )
    }
    case "image":
      return drawImage(node.url, node.alt ?? "", context)
    case "table":
      return drawTable(node, context)
    case "html":
      return <span className="raw-html">{node.value}</span>
    case "linkReference":
    case "footnoteDefinition":
    case "delete":
      return children(node, context)
    default:
      return null
  }
}

export function Markdown({ source, attachments }: { readonly source: string; readonly attachments: string | null }) {
  const fenced = withDisplayFences(source)
  return <>{children(parseMarkdown(fenced), { source: fenced, attachments })}</>
}

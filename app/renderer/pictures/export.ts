import { download } from "../commands/files"

const NAMESPACE = "http://www.w3.org/2000/svg"
/** Properties that come from the theme and must be written into a picture that leaves the page. */
const CARRIED = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "font-family",
  "font-size",
  "text-anchor",
]

function standalone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true)
  if (!(copy instanceof SVGSVGElement)) return ""
  const from = [svg, ...svg.querySelectorAll<SVGElement>("*")]
  const to = [copy, ...copy.querySelectorAll<SVGElement>("*")]
  from.forEach((element, i) => {
    const style = getComputedStyle(element)
    for (const name of CARRIED) to[i]?.setAttribute(name, style.getPropertyValue(name))
    to[i]?.removeAttribute("class")
    to[i]?.removeAttribute("style")
  })
  copy.setAttribute("xmlns", NAMESPACE)
  const box = svg.getBoundingClientRect()
  copy.setAttribute("width", String(box.width))
  copy.setAttribute("height", String(box.height))
  return new XMLSerializer().serializeToString(copy)
}

/** A canvas travels inside an SVG as a picture. */
function wrapped(canvas: HTMLCanvasElement): string {
  const { width, height } = canvas
  return `<svg xmlns="${NAMESPACE}" width="${width}" height="${height}"><image width="${width}" height="${height}" href="${canvas.toDataURL("image/png")}"/></svg>`
}

function markup(box: HTMLElement | null): string | null {
  const svg = box?.querySelector<SVGSVGElement>("svg")
  const canvas = box?.querySelector("canvas")
  if (svg instanceof SVGSVGElement) return standalone(svg)
  return canvas instanceof HTMLCanvasElement ? wrapped(canvas) : null
}

export function saveSvg(box: HTMLElement | null): void {
  const text = markup(box)
  if (text !== null) download("picture.svg", new Blob([text], { type: "image/svg+xml" }))
}

/** At twice the size of the screen. */
export async function savePng(box: HTMLElement | null): Promise<void> {
  const blob = await png(box)
  if (blob !== null) download("picture.png", blob)
}

/** The picture's SVG goes to the clipboard as text, the PNG at twice the size of the screen as an image. */
export async function copyPicture(box: HTMLElement | null, format: "svg" | "png"): Promise<void> {
  if (format === "svg") {
    const text = markup(box)
    if (text !== null) await navigator.clipboard.writeText(text)
    return
  }
  const blob = await png(box)
  if (blob !== null) await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })])
}

async function png(box: HTMLElement | null): Promise<Blob | null> {
  const text = markup(box)
  if (text === null) return null
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement("canvas")
    canvas.width = image.width * 2
    canvas.height = image.height * 2
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"))
  } finally {
    URL.revokeObjectURL(address)
  }
}

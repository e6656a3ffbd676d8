import type { CellView } from "../../contract"
import type { Json, JsonObject } from "./json"

/**
 * How a reader wants a cell shown is kept under Jupyter's own keys where it has them (jupyter.source_hidden, collapsed, editable and
 * deletable), so that other programs obey it, and under metadata.durfee for the rest. `order` and `errors` share that place.
 */

function child(object: JsonObject | undefined, key: string): JsonObject | undefined {
  const node = object?.get(key)
  return node instanceof Map ? node : undefined
}

function readViews(durfee: JsonObject | undefined): Record<string, string> | undefined {
  const views: Record<string, string> = {}
  const single = durfee?.get("view")
  if (typeof single === "string") views["0"] = single
  for (const [position, view] of child(durfee, "views") ?? []) if (typeof view === "string") views[position] = view
  return Object.keys(views).length > 0 ? views : undefined
}

/** The view that a cell's metadata ask for. */
export function readView(metadata: JsonObject): CellView {
  const jupyter = child(metadata, "jupyter")
  const views = readViews(child(metadata, "durfee"))
  const folded = metadata.get("collapsed") === true || jupyter?.get("outputs_hidden") === true
  return {
    ...(jupyter?.get("source_hidden") === true ? { codeHidden: true } : {}),
    ...(folded ? { outputFolded: true } : {}),
    ...(metadata.get("editable") === false ? { locked: true } : {}),
    ...(views === undefined ? {} : { views }),
  }
}

const sameView = (a: CellView, b: CellView): boolean =>
  (a.codeHidden ?? false) === (b.codeHidden ?? false) &&
  (a.outputFolded ?? false) === (b.outputFolded ?? false) &&
  (a.locked ?? false) === (b.locked ?? false) &&
  JSON.stringify(Object.entries(a.views ?? {}).sort()) === JSON.stringify(Object.entries(b.views ?? {}).sort())

/** The object with a key set, or removed when the value is undefined. */
function withKey(object: JsonObject, key: string, value: Json | undefined): JsonObject {
  const copy: JsonObject = new Map(object)
  if (value === undefined) copy.delete(key)
  else copy.set(key, value)
  return copy
}

/** As `withKey`, one level down; an object that becomes empty is removed. */
function withInner(object: JsonObject, outer: string, key: string, value: Json | undefined): JsonObject {
  const inner = child(object, outer)
  if (inner === undefined && object.has(outer)) return object
  const changed = withKey(inner ?? new Map(), key, value)
  return withKey(object, outer, changed.size === 0 ? undefined : changed)
}

/** The metadata with the view written into them; the same object when they say so already. */
export function writeView(metadata: JsonObject, view: CellView): JsonObject {
  if (sameView(readView(metadata), view)) return metadata
  let result = withInner(metadata, "jupyter", "source_hidden", view.codeHidden === true ? true : undefined)
  result = withInner(result, "jupyter", "outputs_hidden", view.outputFolded === true ? true : undefined)
  result = withKey(result, "collapsed", view.outputFolded === true ? true : undefined)
  result = withKey(result, "editable", view.locked === true ? false : undefined)
  result = withKey(result, "deletable", view.locked === true ? false : undefined)
  const views = Object.entries(view.views ?? {})
  const single = views.length === 1 && views[0]?.[0] === "0" ? views[0][1] : undefined
  result = withInner(result, "durfee", "view", single)
  return withInner(result, "durfee", "views", views.length === 0 || single !== undefined ? undefined : new Map(views))
}

/** Writes what error outputs cannot hold themselves: by output position. */
export function writeErrors(metadata: JsonObject, details: ReadonlyMap<string, Json>): JsonObject {
  const present = child(child(metadata, "durfee"), "errors")
  if (details.size === 0 && present === undefined) return metadata
  return withInner(metadata, "durfee", "errors", details.size === 0 ? undefined : new Map(details))
}

export function readErrors(metadata: JsonObject): JsonObject {
  return child(child(metadata, "durfee"), "errors") ?? new Map()
}

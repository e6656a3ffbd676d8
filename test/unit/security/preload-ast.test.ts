import { readFileSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"
import { expect, test } from "vitest"

/** The preload, read as a tree: what it imports, whom it calls, and under which names. */
const file = join(import.meta.dirname, "../../../app/main/electron/preload/preload.ts")
const CHANNELS = ["durfee:connect", "durfee:dropped", "durfee:port"]
const GLOBALS = ["window", "location"]

function objections(text: string): string[] {
  const found: string[] = []
  const source = ts.createSourceFile("preload.ts", text, ts.ScriptTarget.ESNext, true)
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) found.push(...importObjections(node))
    if (ts.isCallExpression(node)) found.push(...callObjections(node))
    if (ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node))
      found.push(`makes something: ${node.getText()}`)
    if (ts.isElementAccessExpression(node)) found.push(`computed member: ${node.getText()}`)
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken)
      found.push(`assigns: ${node.getText()}`)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function importObjections(node: ts.ImportDeclaration): string[] {
  const from = ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : ""
  const bindings = node.importClause?.namedBindings
  const names =
    bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements.map((one) => one.getText()) : ["?"]
  const fits = from === "electron" && names.every((name) => name === "ipcRenderer" || name === "webUtils")
  return fits ? [] : [`imports ${names.join(", ")} from ${from}`]
}

function callObjections(node: ts.CallExpression): string[] {
  if (!ts.isPropertyAccessExpression(node.expression)) return [`calls ${node.expression.getText()}`]
  const { expression: owner, name } = node.expression
  const [first] = node.arguments
  switch (owner.getText()) {
    case "ipcRenderer": {
      const isChannel = first !== undefined && ts.isStringLiteral(first) && CHANNELS.includes(first.text)
      const fits = isChannel && (name.text === "once" || name.text === "send")
      return fits ? [] : [`speaks on ${first?.getText() ?? "nothing"} by ${name.text}`]
    }
    case "webUtils":
      return name.text === "getPathForFile" ? [] : [`calls webUtils.${name.text}`]
    default:
      return GLOBALS.includes(owner.getText()) || name.text === "preventDefault"
        ? []
        : [`calls ${owner.getText()}.${name.text}`]
  }
}

test("the preload imports two names, speaks on three channels by their literal names, and exposes nothing", () => {
  expect(objections(readFileSync(file, "utf8"))).toEqual([])
})

test.each([
  'import { contextBridge } from "electron"',
  'import * as electron from "electron"',
  'import { readFileSync } from "node:fs"',
  'import { ipcRenderer } from "electron"; ipcRenderer.send("other:channel")',
  'import { ipcRenderer } from "electron"; const c = "durfee:connect"; ipcRenderer.send(c)',
  'import { ipcRenderer } from "electron"; ipcRenderer.on("durfee:port", console.log)',
  'import { ipcRenderer } from "electron"; ipcRenderer["send"]("durfee:connect")',
  'import { ipcRenderer } from "electron"; window.ipc = ipcRenderer',
  'require("child_process")',
  'process.binding("spawn_sync")',
  "new Function('x')",
])("a preload with %s is found out", (text) => expect(objections(text)).not.toEqual([]))

import type { Tree } from "@lezer/common"

/** A node as the grammar leaves it, without comments and prompts. Tokens are nodes without children. */
export interface Concrete {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly children: Concrete[]
}

const SKIPPED = new Set(["LineComment", "BlockComment", "Prompt"])

/** Copies a parser's tree in one pass; no recursion, for erroneous texts nest as deep as they are long. */
export function concreteTree(tree: Tree): Concrete {
  const root: Concrete = { name: tree.type.name, from: 0, to: tree.length, children: [] }
  const open: Concrete[] = []
  tree.iterate({
    enter(node) {
      if (SKIPPED.has(node.name)) return false
      const copy = open.length === 0 ? root : { name: node.name, from: node.from, to: node.to, children: [] }
      open.at(-1)?.children.push(copy)
      open.push(copy)
      return true
    },
    leave(node) {
      if (!SKIPPED.has(node.name)) open.pop()
    },
  })
  return root
}

/** The tokens of a tree from left to right, those that recovery skipped included. */
export function leaves(root: Concrete): Concrete[] {
  const found: Concrete[] = []
  const rest: Concrete[] = [root]
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (node.children.length === 0) {
      if (node.to > node.from && node !== root) found.push(node)
    } else if (node.name === "Name") {
      found.push({ ...node, children: [] })
    } else {
      for (let i = node.children.length - 1; i >= 0; i--) rest.push(node.children[i] as Concrete)
    }
  }
  return found
}

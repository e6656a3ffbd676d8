import { expect, test } from "vitest"
import { withDisplayFences } from "../../../app/language/display-math"

test("a displayed formula gets fences of its own, over one line or many", () => {
  expect(withDisplayFences("say\n$$x^2$$\nand")).toBe("say\n$$\nx^2\n$$\nand")
  expect(withDisplayFences("$$a\n\n= b.$$\n\nWe go on.")).toBe("$$\na\n= b.\n$$\n\nWe go on.")
  expect(withDisplayFences("- so\n  $$a$$")).toBe("- so\n  $$\n  a\n  $$")
})

test("a formula within a line stays there, and so does what is code", () => {
  expect(withDisplayFences("so $$a$$ it is")).toBe("so $$a$$ it is")
  expect(withDisplayFences("`$$` and `$$`")).toBe("`$$` and `$$`")
  expect(withDisplayFences("```\n$$a\nb$$\n```")).toBe("```\n$$a\nb$$\n```")
})

test("a display environment on lines of its own is a formula, once", () => {
  const align = "\\begin{align}\na&=b\\\\\n\nc&=d\n\\end{align}"
  const shown = "$$\n\\begin{align}\na&=b\\\\\nc&=d\n\\end{align}\n$$"
  expect(withDisplayFences(`so\n${align}\nand`)).toBe(`so\n${shown}\nand`)
  expect(withDisplayFences(`$$\n${align}\n$$`)).toBe(shown)
  expect(withDisplayFences("`\\begin{align}`")).toBe("`\\begin{align}`")
})

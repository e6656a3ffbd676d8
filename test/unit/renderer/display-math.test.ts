import { expect, test } from "vitest"
import { formWidth } from "../../../app/renderer/outputs/series-layout"
import { withDisplayFences } from "../../../app/renderer/text/display-math"

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

test("a fraction is as wide as its wider half", () => {
  expect(formWidth("\\frac{1}{(q;q)_{\\infty}}")).toBeGreaterThan(formWidth("\\frac{1}{q}"))
  expect(formWidth("\\frac{aaaa}{b}")).toBeCloseTo(formWidth("\\frac{b}{aaaa}"))
})

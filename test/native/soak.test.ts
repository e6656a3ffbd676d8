import { describe, expect, it } from "vitest"
import { loadAddon } from "../../app/engine/native"
import { Session } from "../support/evaluation"

/*
 * One session that works for long ends with the memory that it began with. A line is three operations or more; the long run does 10^5.
 */

const { system } = loadAddon()
const statements = process.env["DURFEE_LONG"] === "1" ? 33_334 : 110

/** Lines that make values over every ring and forget them again: each assigns to the same few names. */
const lines = [
  "f := etaq(q,1,60): g := etaq(q,2,60): h := f*g:",
  "a := series(1/aqprod(q,q,infinity),q,80): b := sift(a,q,5,4,79):",
  "a := modp(series(1/aqprod(q,q,infinity),q,60),7):",
  "c := series(1/(2+q),q,30): d := c^3:",
  "x := (1+a1*q/(1-b1))^3: y := expand((z+q)^6):",
  "r := series(aqprod(z*q,q,5)*aqprod(q/z,q,5),q,12):",
  "w := prodmake(series(f/g,q,40),q,30):",
  "e := etamake(series(f^2/g,q,40),q,30):",
  "n := p(1000)+sigma(360): m := qbin(q,4,9):",
  "k := findhom([theta3(q,60)^2,theta4(q,60)^2,theta2(q^2,30)^2],q,1,5):",
  "s := factor(expand((1-q^12)*(1-q^8))):",
]

describe("a long session", () => {
  it("ends with the memory that it began with", { timeout: 1_800_000 }, () => {
    const session = new Session()
    const run = (count: number): void => {
      for (let i = 0; i < count; i++) session.shown(lines[i % lines.length] ?? "")
      system.reclaim()
    }
    // Tables and caches that are made once are there before the memory is looked at.
    run(5 * lines.length)
    const before = system.memory().bytes
    run(statements)
    expect(system.memory().bytes).toBeLessThan(before + 200_000)
  })
})

import { readFileSync } from "node:fs"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type NativeSeries, type Ring, loadAddon, NativeError } from "../../app/engine/native"
import { EngineError } from "../../app/engine/errors"

const addon = loadAddon()
const { integer, matrix, rational, series, system } = addon
const runs = Math.ceil(100 * Number(process.env["TEST_MULTIPLIER"] ?? 1))

const Z: Ring = { kind: "Z" }
const partitions = (order: number) => series.etaQuotient([{ scale: 1, exponent: -1 }], order)
const polynomial = (...coefficients: number[]) =>
  series.fromTerms(
    Z,
    coefficients.map((_, k) => k),
    coefficients.map(String),
    null,
  )

function codeOf(run: () => unknown): string {
  try {
    run()
    return "none"
  } catch (error) {
    if (error instanceof NativeError) return error.code
    throw error
  }
}

/** A function of the API called with anything. */
function call(run: unknown, given: readonly unknown[]): unknown {
  if (typeof run !== "function") throw new TypeError("not a function")
  return Reflect.apply(run, undefined, given)
}

describe("arguments", () => {
  const strange: unknown[] = [
    undefined,
    null,
    true,
    "x",
    Symbol("s"),
    0.5,
    NaN,
    Infinity,
    2 ** 60,
    {},
    { kind: "Z", then: 1 },
    [],
    [[]],
    [1],
    () => 1,
    new Proxy({}, {}),
    new Map(),
    new Uint8Array(3),
    new BigInt64Array(0),
    integer.fromBigInt(7n),
    rational.variable("x"),
    matrix.fromRows([["1"]]),
  ]
  const apis = { series, integer, rational, matrix, system }
  const names = Object.entries(apis).flatMap(([api, functions]) =>
    Object.entries(functions)
      .filter(([name, value]) => typeof value === "function" && name !== "reclaim")
      .map(([name, run]): [string, unknown] => [`${api}.${name}`, run]),
  )

  it.each(names)("%s takes nothing strange", (name, run) => {
    const harmless = new Set(["series.zero", "system.memory", "system.stages"])
    if (!harmless.has(name)) expect(codeOf(() => call(run, []))).toBe("argument")
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...strange), { maxLength: 5 }), (given) => {
        codeOf(() => call(run, given))
      }),
      { numRuns: runs },
    )
  })

  it.each(names)("%s takes no series with strange company", (_name, run) => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...strange), { maxLength: 4 }), (given) => {
        codeOf(() => call(run, [partitions(10), ...given]))
      }),
      { numRuns: runs },
    )
  })

  it("says what was wanted and given", () => {
    const some = partitions(10)
    expect(() => call(series.mul, [some, integer.fromBigInt(1n)])).toThrow(
      "mul: argument 2 must be a series; given was an external value.",
    )
    expect(() => call(series.pow, [some, 0.5, null])).toThrow("pow: argument 2 must be a safe integer; given was 0.5.")
  })

  it("knows what was disposed of", () => {
    const some = partitions(10)
    const gone = polynomial(1, 2)
    system.dispose(gone)
    system.dispose(gone)
    expect(() => series.add(gone, some)).toThrow("add: argument 1 was disposed of.")
  })

  it("turns into errors that a reader meets", () => {
    const some = partitions(10)
    expect(() => series.coefficient(some, 10)).toThrow(EngineError)
    expect(() => series.coefficient(some, 10)).toThrow(
      "The coefficient of t^10 is not known: the series is known to O(t^10).",
    )
  })
})

describe("sizes", () => {
  const huge = Number.MAX_SAFE_INTEGER
  it.each<[string, () => unknown]>([
    ["an order", () => series.etaQuotient([{ scale: 1, exponent: -1 }], huge)],
    ["an inverse", () => series.inverse(polynomial(1, 1), huge)],
    ["a power", () => series.pow(polynomial(1, 1, 1), huge, null)],
    ["a constant's power", () => series.pow(polynomial(3), huge, null)],
    ["a shift", () => series.shift(series.shift(polynomial(1), huge), 1)],
    ["a dilation", () => series.compose(polynomial(0, 0, 1), 1n, 1n, huge)],
    ["a scaled argument", () => series.compose(series.shift(polynomial(1, 1), huge - 1), 3n, 1n, 1)],
    ["a window", () => series.window(partitions(5), -huge, huge)],
    ["a window of residues", () => series.windowMod(polynomial(1), 0, huge, 7)],
    ["a factorial", () => integer.factorial(huge)],
    ["an integer's power", () => integer.pow(3n, huge)],
    ["a binomial", () => integer.binomial(10n ** 30n, 10 ** 12)],
    ["p(n)", () => integer.partitions(10n ** 40n)],
    ["a power of a polynomial", () => rational.pow(rational.fromText("a + b + c"), 10 ** 9)],
    ["a matrix", () => matrix.fromSeries([polynomial(1), polynomial(1)], 0, huge)],
  ])("%s past all limits is refused before it begins", (_name, run) => {
    const before = performance.now()
    expect(codeOf(run)).toBe("tooLarge")
    expect(performance.now() - before).toBeLessThan(1000)
  })

  it("names both figures", () => {
    system.setMemoryLimit(system.memory().bytes + 20_000_000)
    try {
      expect(() => series.inverse(polynomial(1, 1), 10 ** 9)).toThrow(/needs about 8\.\d GB; the session may use \d+.* MB/)
    } finally {
      system.setMemoryLimit(0)
    }
  })
})

describe("integers", () => {
  it("cross by limbs and as text", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(1n << 4000n), max: 1n << 4000n }), fc.nat(4100), (value, bits) => {
        for (const given of [value, value >> BigInt(bits), 1n << BigInt(bits), -(1n << BigInt(bits)) + 1n]) {
          const held = integer.fromBigInt(given)
          expect(integer.toBigInt(held)).toBe(given)
          expect(integer.toText(held)).toBe(given.toString())
          expect(integer.toBigInt(integer.fromText(given.toString()))).toBe(given)
          expect(integer.digits(held)).toBe((given < 0n ? -given : given).toString().length)
        }
      }),
      { numRuns: runs },
    )
  })

  it("too long for a bigint have text", () => {
    const long = integer.pow(2n, 2 ** 30 + 64)
    expect(codeOf(() => integer.toBigInt(long))).toBe("tooLarge")
    system.dispose(long)
  })

  it("are factored, summed and counted", () => {
    expect(integer.factor(-360n)).toEqual([
      [2n, 3],
      [3n, 2],
      [5n, 1],
    ])
    expect(integer.sigma(360n, 2)).toBe((1n + 4n + 16n + 64n) * (1n + 9n + 81n) * 26n)
    expect(integer.toText(integer.partitions(1000))).toBe("24061467864032622473692149727991")
    expect(integer.toBigInt(integer.binomial(-5n, 3))).toBe(-35n)
    expect(integer.bernoulli(1)).toEqual({ numerator: -1n, denominator: 2n })
  })
})

describe("memory", () => {
  setFlagsFromString("--expose_gc")
  const collect: unknown = runInNewContext("gc")

  it("comes back when values are let go", () => {
    const work = () => {
      let all: NativeSeries = partitions(400)
      for (let k = 0; k < 200; k++) all = series.add(series.mul(all, partitions(400)), polynomial(1, k))
      for (let k = 0; k < 50; k++) rational.toText(rational.pow(rational.fromText(`x + ${k}*y + 1/z`), 5))
      codeOf(() => series.inverse(all, -5))
    }
    work()
    system.reclaim()
    const before = system.memory().bytes
    for (let k = 0; k < 5; k++) work()
    system.reclaim()
    expect(system.memory().bytes).toBeLessThan(before + 100_000)
    expect(system.memory().peak).toBeGreaterThan(before)
  })

  it("does not pile up in one long turn", () => {
    const f = partitions(1000)
    const before = system.memory().bytes
    let most = 0
    for (let k = 0; k < 10_000; k++) {
      series.add(f, f)
      if (k % 500 === 0) most = Math.max(most, system.memory().bytes)
    }
    expect(most - before).toBeLessThan(400_000_000)
  })

  it("is held while a value is in use, whatever is collected", () => {
    if (typeof collect !== "function") throw new TypeError("gc")
    const held = Array.from({ length: 50 }, (_, k) => partitions(100 + k))
    for (let k = 0; k < 2000; k++) partitions(50)
    Reflect.apply(collect, undefined, [])
    held.forEach((value, k) => {
      expect(series.info(value).order).toBe(100 + k)
      expect(series.coefficientText(value, 99)).toBe("169229875")
    })
  })
})

describe("the library", () => {
  it("asks Node for no external buffers", () => {
    const path = new URL("../../build/native/release/durfee.node", import.meta.url)
    const text = readFileSync(path).toString("latin1")
    expect(text).not.toContain("napi_create_external_arraybuffer")
    expect(text).not.toContain("napi_create_external_buffer")
    expect(text).toContain("napi_create_external")
  })

  it("is frozen", () => {
    expect(Object.isFrozen(addon)).toBe(true)
    expect(system.flintVersion).toMatch(/^\d+\.\d+/)
    expect(system.stages()[0]).toBe("")
  })
})

import { z } from "zod"
import { RemoteError, type Handlers } from "../../app/contract/rpc"

/** A contract that exercises every part of the protocol; its server runs in this process or in another. */
const none = z.strictObject({})
const never = z.never()

export const sample = {
  add: {
    input: z.strictObject({ a: z.number(), b: z.number() }),
    progress: never,
    output: z.strictObject({ sum: z.number() }),
  },
  count: {
    input: z.strictObject({ to: z.number().int() }),
    progress: z.strictObject({ n: z.number() }),
    output: z.strictObject({ sent: z.number() }),
  },
  /** Items that `count` has handed over so far. */
  counted: { input: none, progress: never, output: z.strictObject({ n: z.number() }) },
  latest: {
    input: z.strictObject({ to: z.number().int() }),
    progress: z.strictObject({ n: z.number() }),
    output: z.strictObject({ offered: z.number() }),
  },
  hang: { input: none, progress: never, output: none },
  /** Calls of `hang` whose signal fired. */
  released: { input: none, progress: never, output: z.strictObject({ n: z.number() }) },
  refuse: { input: none, progress: never, output: none },
  crash: { input: none, progress: never, output: none },
  /** Answers, and emits, what the contract forbids when asked to. */
  lie: {
    input: z.strictObject({ about: z.enum(["output", "progress"]) }),
    progress: z.strictObject({ n: z.number() }),
    output: z.strictObject({ n: z.number() }),
  },
  text: {
    input: z.strictObject({ characters: z.number().int() }),
    progress: never,
    output: z.strictObject({ text: z.string() }),
  },
} as const

export function sampleHandlers(): Handlers<typeof sample> {
  let counted = 0
  let released = 0
  return {
    add: ({ a, b }) => ({ sum: a + b }),
    count: async ({ to }, { emit }) => {
      counted = 0
      for (let n = 0; n < to; n++) {
        await emit({ n })
        counted++
      }
      return { sent: to }
    },
    counted: () => ({ n: counted }),
    latest: async ({ to }, { offer, emit }) => {
      for (let n = 1; n < to; n++) {
        offer("counter", { n })
        if (n % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 1))
      }
      await emit({ n: to })
      return { offered: to }
    },
    hang: (_, { signal }) => {
      signal.addEventListener("abort", () => released++)
      return new Promise(() => undefined)
    },
    released: () => ({ n: released }),
    refuse: () => {
      throw RemoteError.of("domain", "The order must be positive", {
        given: "order = 0",
        hint: "Give an order of 1 or more",
      })
    },
    crash: () => {
      throw new Error("the password is hidden")
    },
    lie: async ({ about }, { emit }) => {
      const wrong = JSON.parse('{"n":"one"}') as { n: number }
      if (about === "progress") await emit(wrong)
      return about === "output" ? wrong : { n: 1 }
    },
    text: ({ characters }) => ({ text: "x".repeat(characters) }),
  }
}

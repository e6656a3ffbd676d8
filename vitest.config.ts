import { defineConfig } from "vitest/config"

// Stop latencies and lost processes are timed on the cores that run the other tests: what fails once by its time is tried again, and what
// is wrong fails every time. Nothing else is: a rare counterexample of a property must not be lost to a second try.
const timed = [
  "test/native/**/*.test.ts",
  "test/unit/session/**/*.test.ts",
  "test/unit/cli/**/*.test.ts",
  "test/unit/evaluator/stop.test.ts",
  "test/unit/language/services.test.ts",
  "test/unit/evaluator/statements.test.ts",
]

// One process per file: the addon serves one JavaScript environment a process.
export default defineConfig({
  test: {
    pool: "forks",
    setupFiles: ["test/support/seed.ts"],
    testTimeout: 30_000,
    projects: [
      { extends: true, test: { name: "timed", include: timed, retry: 2 } },
      {
        extends: true,
        test: {
          name: "plain",
          include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
          exclude: ["test/e2e/**", ...timed],
        },
      },
    ],
  },
})

import { defineConfig } from "vitest/config"

// One process per file: the addon serves one JavaScript environment a process.
export default defineConfig({
  test: {
    pool: "forks",
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    exclude: ["test/e2e/**"],
    testTimeout: 30_000,
    // Stop latencies and lost processes are timed on the cores that run the other tests; what is wrong fails every time.
    retry: 2,
  },
})

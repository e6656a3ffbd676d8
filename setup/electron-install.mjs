// npm run electron:install: fetches Electron's binary, whatever happened before.
import { ensureDependencies } from "./dependencies.mjs"
import { electronProgram, fetchElectron } from "./electron.mjs"
import { say } from "./steps.mjs"

await ensureDependencies()
if (electronProgram()) say("· Electron is already here")
else process.exitCode = (await fetchElectron()) ? 0 : 1

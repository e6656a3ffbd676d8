import { existsSync } from "node:fs"
import { mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** A folder for one test, in memory where the system has such a place: these tests sync some ten thousand times. */
export async function scratchFolder(name: string): Promise<string> {
  return await mkdtemp(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), `durfee-${name}-`))
}

export const multiplier = Number(process.env.TEST_MULTIPLIER ?? 1)

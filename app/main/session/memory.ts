import { readFileSync } from "node:fs"
import { totalmem } from "node:os"

const [MEGABYTE, GIGABYTE] = [1e6, 1e9]

/** Half of the machine's memory, at most 8 GB. */
export function defaultMemoryLimit(): number {
  return Math.min(Math.floor(totalmem() / 2), 8 * GIGABYTE)
}

/**
 * Resident memory at which a host is ended although the addon's own account is within the limit: what the account cannot see (JavaScript's
 * heap, stacks, fragmentation) may take a tenth more and a host's own 256 MB.
 */
export function residentLimit(limit: number): number {
  return limit * 1.1 + 256 * MEGABYTE
}

/** Resident bytes of a process; null where the system has no /proc, or the process is gone. */
export function residentBytes(pid: number): number | null {
  if (process.platform !== "linux") return null
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, "latin1").split(" ")[1])
    return Number.isFinite(pages) ? pages * 4096 : null
  } catch {
    return null // the process ended
  }
}

/** "3.2 GB", "480 MB". */
export function formatBytes(bytes: number): string {
  const [value, unit] = bytes >= GIGABYTE ? [bytes / GIGABYTE, "GB"] : [bytes / MEGABYTE, "MB"]
  return `${value >= 100 || Number.isInteger(value) ? Math.round(value) : value.toFixed(1)} ${unit}`
}

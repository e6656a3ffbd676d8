import { execFileSync } from "node:child_process"

/** The processes that a process has started; on Linux and macOS. */
export function childrenOf(pid: number): number[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).split("\n")
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number))
  return pairs.flatMap(([child, parent]) => (child !== undefined && parent === pid ? [child] : []))
}

/** Lets a process that was stopped go on; one that has ended meanwhile needs nothing. */
export function wake(pid: number): void {
  try {
    process.kill(pid, "SIGCONT")
  } catch {
    // it is gone
  }
}

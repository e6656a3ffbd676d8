import { spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { APP_VERSION } from "../../../app/contract"
import { placeOf } from "../../../app/cli/place"
import { bundle } from "../../support/bundle"

const root = join(import.meta.dirname, "../../..")
let built: { folder: string; remove(): void }
let folder: string

beforeAll(async () => {
  built = await bundle({
    cli: join(root, "app/cli/main.ts"),
    host: join(root, "app/main/session/host.ts"),
    "evaluator-thread": join(root, "app/main/session/evaluator-thread.ts"),
  })
  folder = mkdtempSync(join(tmpdir(), "durfee-cli-"))
})

afterAll(() => {
  built.remove()
  rmSync(folder, { recursive: true })
})

interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command line; `interruptAt` sends Ctrl-C when its output ends so. */
function durfee(args: readonly string[], { input = "", interruptAt = "", addon = "durfee.node" } = {}): Promise<Ended> {
  const env = { ...process.env, DURFEE_ADDON: join(root, "build/native/release", addon) }
  const child = spawn(process.execPath, [join(built.folder, "cli.js"), ...args], { env })
  let stdout = ""
  let stderr = ""
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString()
    if (interruptAt !== "" && stdout.endsWith(interruptAt)) child.kill("SIGINT")
  })
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()))
  child.stdin.end(input)
  return new Promise((resolve) => child.once("close", (status) => resolve({ status, stdout, stderr })))
}

async function json(
  source: string,
): Promise<{ status: number | null; answer: Record<string, unknown>; stderr: string }> {
  const { status, stdout, stderr } = await durfee(["eval", "--json", source])
  expect(stdout.endsWith("\n")).toBe(true)
  expect(stdout.trimEnd()).not.toContain("\n")
  return { status, answer: JSON.parse(stdout) as Record<string, unknown>, stderr }
}

describe("durfee eval", () => {
  it("prints each displayed value", async () => {
    expect(await durfee(["eval", "etaq(q,1,20); a := 2+3: a; b := a/2;"])).toEqual({
      status: 0,
      stdout: "1 - q - q^2 + q^5 + q^7 - q^12 - q^15 + O(q^20)\n5\nb := 5/2\n",
      stderr: "",
    })
  })

  it("reads standard input and files", async () => {
    expect((await durfee(["eval", "-"], { input: "1+1;\n2+2;\n" })).stdout).toBe("2\n4\n")
    const file = join(folder, "in.qs")
    writeFileSync(file, "numbpart(100);")
    expect((await durfee(["eval", "--file", file])).stdout).toBe("190569292\n")
  })

  it("--json prints one line with kinds, terms, order and names", async () => {
    const { status, answer } = await json("etaq(q,1,8); x := 5; [1, 2/3, q]; aqprod(q,q,2); 7: 1 = 2;")
    expect(status).toBe(0)
    expect(answer).toMatchObject({
      ok: true,
      values: [
        {
          kind: "series",
          variable: "q",
          order: "8",
          terms: [
            ["0", "1"],
            ["1", "-1"],
            ["2", "-1"],
            ["5", "1"],
            ["7", "1"],
          ],
        },
        { kind: "integer", text: "5", name: "x" },
        { kind: "list", items: [{ kind: "integer" }, { kind: "rational", text: "2/3" }, { kind: "name" }] },
        {
          kind: "polynomial",
          order: null,
          terms: [
            ["0", "1"],
            ["1", "-1"],
            ["2", "-1"],
            ["3", "1"],
          ],
        },
        { kind: "equation", text: "1 = 2" },
      ],
    })
  })

  it("--json gives every value its kind and text, and what is finite in one variable its terms", async () => {
    const cases: readonly [source: string, kind: string, text: string, order?: string | null][] = [
      ["5;", "integer", "5"],
      ["-3/6;", "rational", "-1/2"],
      ["series(1/(1-q),q,3);", "series", "1 + q + q^2 + O(q^3)", "3"],
      ["2-q^3;", "polynomial", "2-q^3", null],
      ["(1+q)^2;", "polynomial", "(1+q)^2", null],
      ["aqprod(q,q,2);", "polynomial", "(1-q)*(1-q^2)", null],
      ["sin(x);", "expression", "sin(x)"],
      ["x = y+1;", "equation", "x = 1+y"],
      ["[1,[2]];", "list", "[1, [2]]"],
      ["{2,1,2};", "set", "{1, 2}"],
      ["1,2;", "sequence", "1, 2"],
      ["not false;", "boolean", "true"],
      ['"a b";', "string", '"a b"'],
      ["alpha;", "name", "alpha"],
      ["f := x -> x;", "procedure", "x -> x"],
      ["t := table([1=2]);", "table", "table([1 = 2])"],
      ["n := NULL;", "null", ""],
    ]
    const { answer } = await json(cases.map(([source]) => source).join("\n"))
    const values = answer["values"] as Record<string, unknown>[]
    expect(values.map(({ kind, text, order }) => [kind, text, order])).toEqual(
      cases.map(([, kind, text, order]) => [kind, text, order]),
    )
    for (const value of values) {
      expect([value["kind"], "terms" in value]).toEqual([value["kind"], "order" in value])
      const assigned = { procedure: "f", table: "t", null: "n" }[String(value["kind"])]
      expect(value["name"]).toBe(assigned)
    }
    expect(values[3]?.["terms"]).toEqual([
      ["0", "2"],
      ["3", "-1"],
    ])
    expect(values[4]?.["terms"]).toEqual([
      ["0", "1"],
      ["1", "2"],
      ["2", "1"],
    ])
  })

  it("--json says in JSON that a file cannot be read", async () => {
    const { status, stdout } = await durfee(["eval", "--json", "--file", join(folder, "nowhere.qs")])
    expect([status, JSON.parse(stdout)]).toMatchObject([1, { ok: false, error: { code: "file" }, values: [] }])
    expect((await durfee(["eval", "--file", join(folder, "nowhere.qs")])).stderr).toMatch(/nowhere\.qs cannot be read/)
  })

  it("--json tells an error with its place and the values before it", async () => {
    const { status, answer } = await json("1+1;\n  1/0; 3;")
    expect(status).toBe(1)
    expect(answer).toMatchObject({ ok: false, error: { code: "domain", line: 2, column: 3 }, values: [{ text: "2" }] })
    expect(Object.keys(answer["error"] as object)).toEqual(
      expect.arrayContaining(["code", "message", "line", "column", "hint"]),
    )
    const syntax = await json("f(1;")
    expect(syntax.answer).toMatchObject({ ok: false, error: { code: "syntax", line: 1 }, values: [] })
  })

  it("tells an error in words on standard error, with what came before on standard output", async () => {
    const { status, stdout, stderr } = await durfee(["eval", "4;\n1/0;"])
    expect([status, stdout]).toEqual([1, "4\n"])
    expect(stderr).toMatch(/^2:1: Division by 0/)
  })

  it("tells that a value is too long to be written out, and does not leave it out", async () => {
    const { status, stdout, stderr } = await durfee(["eval", "4; partitions(48);"])
    expect([status, stdout]).toEqual([1, "4\n"])
    expect(stderr).toContain("The value is too long to be written out.")
    expect(stderr).toContain("a list of more than 600000 parts")
  })

  it("writes a long value whole into a pipe", async () => {
    const { answer } = await json("1/etaq(q,1,5000);")
    const [value] = answer["values"] as { terms: [string, string][] }[]
    expect(value?.terms.length).toBe(5000)
    expect(value?.terms[1000]?.[1]).toBe("24061467864032622473692149727991") // p(1000)
  })

  it("has the stack for deep recursion", async () => {
    const { answer } = await json("f := proc(n) if n = 0 then 0 else 1 + f(n-1) fi end: f(1500);")
    expect(answer).toMatchObject({ ok: true, values: [{ text: "1500" }] })
  })

  it("tells the end of its process as an error in one line of JSON", async () => {
    const source = "P := 1/etaq(q, 1, 30000): 7; L := NULL: for n from 1 to 1000 do L := L, P + n od:"
    const { status, stdout } = await durfee(["eval", "--json", "--memory", "64", source])
    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: { code: "memory" }, values: [{ text: "7" }] })
  })

  it("reads files beside the file that is run, and only those", async () => {
    writeFileSync(join(folder, "lib.qs"), "g := n -> n^2:")
    const file = join(folder, "main.qs")
    writeFileSync(file, 'read "lib.qs": g(7);')
    expect((await durfee(["eval", "--file", file])).stdout).toBe("49\n")
    writeFileSync(file, 'read "../outside.txt":')
    expect(await durfee(["eval", "--file", file])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/no such file|inside/),
    })
  })

  it("stops on Ctrl-C", async () => {
    const { status, stdout, stderr } = await durfee(["eval", "1; while true do od;"], { interruptAt: "1\n" })
    expect([status, stdout]).toEqual([1, "1\n"])
    expect(stderr).toMatch(/stopped/)
  })
})

describe("durfee run", () => {
  const cell = (id: string, source: string, type = "code") => ({
    cell_type: type,
    id,
    metadata: {},
    source: [source],
    ...(type === "code" ? { execution_count: null, outputs: [] } : {}),
  })
  function notebook(name: string, ...sources: string[]): string {
    const path = join(folder, name)
    const cells = [cell("text", "# A heading", "markdown"), ...sources.map((source, n) => cell(`cell-${n}`, source))]
    const metadata = { kernelspec: { display_name: "q-series", language: "durfee", name: "durfee" } }
    writeFileSync(path, `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`)
    return path
  }
  const outputsIn = (path: string): string =>
    JSON.stringify(
      (JSON.parse(readFileSync(path, "utf8")) as { cells: { outputs?: unknown }[] }).cells.map(
        ({ outputs }) => outputs,
      ),
    )

  it("runs the cells in one session and writes their outputs", async () => {
    const out = join(folder, "out.ipynb")
    const path = notebook("good.ipynb", "x := 20:", "etaq(q,1,x);")
    expect(await durfee(["run", path, "-o", out])).toEqual({ status: 0, stdout: "", stderr: "" })
    expect(outputsIn(out)).toContain("1 - q - q^2 + q^5 + q^7 - q^12 - q^15 + O(q^20)")
    expect(outputsIn(path)).not.toContain("q^2")
  })

  it("fails when a cell fails, says where, and still writes", async () => {
    const out = join(folder, "failed.ipynb")
    const { status, stderr } = await durfee(["run", notebook("bad.ipynb", "1+1;", "2;\n1/0;", "3;"), "-o", out])
    expect(status).toBe(1)
    expect(stderr).toMatch(/^bad\.ipynb, cell 3, 2:1: Division by 0/)
    expect(outputsIn(out)).toContain("domain")
  })

  it("reads files beside the notebook, and tells a refusal with its place in the cell", async () => {
    writeFileSync(join(folder, "beside.qs"), "y := 6:")
    const out = join(folder, "reads.ipynb")
    expect(await durfee(["run", notebook("reader.ipynb", 'read "beside.qs": 7*y;'), "-o", out])).toMatchObject({
      status: 0,
      stderr: "",
    })
    expect(outputsIn(out)).toContain("42")
    const { status, stderr } = await durfee(["run", notebook("thief.ipynb", '1;\nread "../x.pem";')])
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^thief\.ipynb, cell 2, 2:1: Only files .*\.qs or \.txt/),
    ])
  })

  it("fails when no session can be started", async () => {
    const { status, stderr } = await durfee(["run", notebook("none.ipynb", "1;", "2;")], { addon: "none.node" })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^none\.ipynb, cell 2: The session's process ended with status 1/)
  })

  it("refuses what is no notebook of ours", async () => {
    const path = join(folder, "python.ipynb")
    const metadata = { kernelspec: { display_name: "Python 3", language: "python", name: "python3" } }
    writeFileSync(path, JSON.stringify({ cells: [], metadata, nbformat: 4, nbformat_minor: 5 }))
    expect(await durfee(["run", path])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/is a notebook in Python 3/),
    })
    writeFileSync(path, "{")
    expect((await durfee(["run", path])).status).toBe(2)
    expect((await durfee(["run", join(folder, "nowhere.ipynb")])).stderr).toMatch(/cannot be read/)
  })
})

describe("durfee batch", () => {
  it("runs a grid, a line of JSON for each item, and says when one failed", async () => {
    const path = join(folder, "batch.json")
    writeFileSync(path, JSON.stringify({ function: "numbpart", grid: [[10, 100, "1/2"]], workers: 1 }))
    const { status, stdout } = await durfee(["batch", path])
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { value?: { text: string }; error?: { code: string } })
    expect(lines.map(({ value, error }) => value?.text ?? error?.code)).toEqual([
      "42",
      "190569292",
      expect.stringMatching(/argument|domain/),
    ])
    expect(status).toBe(1)
    writeFileSync(path, JSON.stringify({ function: "numbpart", grid: [["5"]], rows: [] }))
    expect((await durfee(["batch", path])).stderr).toMatch(/exactly one of grid and rows/)
  })
})

describe("the command line", () => {
  it("has help for each command and refuses what it does not know", async () => {
    const commands = ["eval", "run", "batch", "serve", "bench", "verify"]
    const helps = await Promise.all(commands.map((command) => durfee([command, "--help"])))
    for (const [n, help] of helps.entries()) {
      expect(help).toMatchObject({ status: 0, stderr: "" })
      expect(help.stdout).toMatch(new RegExp(`^durfee ${commands[n] ?? ""} `))
    }
    expect((await durfee(["--help"])).stdout).toContain("durfee eval TEXT")
    expect(await durfee(["dance"])).toMatchObject({ status: 2, stdout: "" })
    expect(await durfee(["eval"])).toMatchObject({ status: 2, stdout: "" })
    expect(await durfee(["eval", "--nonsense", "1;"])).toMatchObject({ status: 2, stdout: "" })
    expect(await durfee(["eval", "--order", "many", "1;"])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/whole number/),
    })
  })

  it("knows its version", () => {
    expect(JSON.parse(readFileSync(join(root, "package.json"), "utf8"))).toMatchObject({ version: APP_VERSION })
  })

  it("counts lines and columns from 1", () => {
    expect(placeOf("ab\ncd\r\nef", 0)).toEqual({ line: 1, column: 1 })
    expect(placeOf("ab\ncd\r\nef", 4)).toEqual({ line: 2, column: 2 })
    expect(placeOf("ab\ncd\r\nef", 7)).toEqual({ line: 3, column: 1 })
  })
})

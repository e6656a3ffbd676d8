import type { Program, Statement } from "./tree"

/** A line `?name` asks for a name's help: it is the statement help("name"), at the question's place. */
export interface Question {
  readonly name: string
  readonly from: number
  readonly to: number
}

const LINE = /^[ \t]*(\?[ \t]*([A-Za-z_]\w*)[ \t]*[;:]?)[ \t]*$/gm

export function questions(text: string): readonly Question[] {
  return [...text.matchAll(LINE)].map((found): Question => {
    const [line, mark = "", name = ""] = found
    const from = found.index + line.indexOf("?")
    return { name, from, to: from + mark.length }
  })
}

/** What a text is when it is a question and nothing else: the name asked for, "" for a bare question mark; null for any other text. */
export function askedName(text: string): string | null {
  return /^\s*\?\s*([A-Za-z_]\w*)?\s*[;:]?\s*$/.exec(text)?.[1] ?? (text.trim() === "?" ? "" : null)
}

/** The text with blanks in the place of its questions; every other character keeps its place. */
export function withoutQuestions(text: string, asked: readonly Question[]): string {
  return asked.reduce((rest, { from, to }) => rest.slice(0, from) + " ".repeat(to - from) + rest.slice(to), text)
}

function helpStatement({ name, from, to }: Question): Statement {
  const range = { from, to }
  const callee = { kind: "name", name: "help", range } as const
  const word = { kind: "string", text: name, range } as const
  return { action: { kind: "call", callee, arguments: [word], range }, hidden: true, range }
}

/** The program with its questions among its statements; null when one of them stands inside a statement. */
export function withQuestions(program: Program, asked: readonly Question[]): Program | null {
  const { statements } = program
  const isInside = (question: Question): boolean =>
    statements.some(({ range }) => question.from >= range.from && question.from < range.to)
  if (asked.some(isInside)) return null
  const all = [...statements, ...asked.map(helpStatement)]
  return { ...program, statements: all.toSorted((a, b) => a.range.from - b.range.from) }
}

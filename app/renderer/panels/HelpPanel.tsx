import { useEffect, useMemo, useRef, useState } from "react"
import type { FunctionData, SignatureData } from "../../contract/declaration"
import { findFunction, signatureText } from "../../language/services/signature"
import { StaticCode } from "../editor/StaticCode"
import { functions } from "../functions"
import { Formula } from "../math/Formula"
import type { Page } from "../page"
import { insertBeside } from "../store/cells"
import { usePage, usePart } from "../store/context"
import { strings } from "../strings"
import { helpIndex } from "./help-search"

const FOLLOW_AFTER = 400
const MAX_HITS = 30

/** The word to help with: the caret's after it has rested, or the one that was asked for. */
function useTopic(onAsked: () => void): [string, (word: string) => void] {
  const asked = usePart((state) => state.window.help)
  const word = usePart((state) => state.window.caret?.word ?? null)
  const [topic, setTopic] = useState("")
  const told = useRef(onAsked)
  useEffect(() => {
    if (asked.asked === 0) return
    setTopic(asked.word)
    told.current()
  }, [asked])
  useEffect(() => {
    if (word === null || findFunction(word, functions) === undefined) return
    const timer = setTimeout(() => setTopic(word), FOLLOW_AFTER)
    return () => clearTimeout(timer)
  }, [word])
  return [topic, setTopic]
}

export function HelpPanel() {
  const [query, setQuery] = useState("")
  // What is asked for by F1 or `?name` is shown, whatever was searched for before.
  const [topic, setTopic] = useTopic(() => setQuery(""))
  const body = useRef<HTMLDivElement>(null)
  const entry = topic === "" ? undefined : findFunction(topic, functions)
  // A name that no function has is looked for, so that the one that was meant is a press away.
  const wanted = query.trim() !== "" ? query : entry === undefined ? topic : ""
  const searching = wanted !== ""
  // The index is made when it is first asked for: it costs as much as a screen of formulas.
  const index = useMemo(() => (searching ? helpIndex(functions) : null), [searching])
  const hits = index?.search(wanted).slice(0, MAX_HITS) ?? []
  const open = (name: string): void => {
    setQuery("")
    setTopic(name)
  }
  useEffect(() => {
    body.current?.scrollTo(0, 0)
  }, [topic, query])
  return (
    <section className="help" aria-label={strings.right.help}>
      <h2>{strings.right.help}</h2>
      <input
        className="field"
        type="search"
        value={query}
        placeholder={strings.right.helpSearch}
        aria-label={strings.right.helpSearch}
        onChange={(event) => setQuery(event.target.value)}
      />
      <div className="help-body" ref={body}>
        {query.trim() !== "" ? (
          <HelpList entries={hits} onOpen={open} />
        ) : entry !== undefined ? (
          <HelpEntry entry={entry} onOpen={open} />
        ) : topic !== "" ? (
          <>
            <p className="empty">{strings.right.notFound(topic)}</p>
            {hits.length > 0 && <HelpList entries={hits} onOpen={open} />}
          </>
        ) : (
          <>
            <p className="empty">{strings.right.helpEmpty}</p>
            <Families onOpen={open} />
          </>
        )}
      </div>
    </section>
  )
}

const families = [...new Set(functions.map(({ family }) => family))]
  .toSorted((a, b) => a.localeCompare(b, "en"))
  .map((family) => [family, functions.filter((entry) => entry.family === family)] as const)

/** Every function under its family's name, for a reader who does not know what to search for. A family's rows are made when it is opened. */
function Families({ onOpen }: { readonly onOpen: (name: string) => void }) {
  const [opened, setOpened] = useState<readonly string[]>([])
  return families.map(([family, entries]) => (
    <details key={family} className="family" onToggle={() => setOpened((seen) => [...seen, family])}>
      <summary>
        {family} <span className="note">{entries.length}</span>
      </summary>
      {opened.includes(family) && <HelpList entries={entries} onOpen={onOpen} />}
    </details>
  ))
}

function HelpList({
  entries,
  onOpen,
}: {
  readonly entries: readonly FunctionData[]
  readonly onOpen: (name: string) => void
}) {
  if (entries.length === 0) return <p className="empty">{strings.palette.none}</p>
  return entries.map((entry) => (
    <button key={entry.name} type="button" className="row help-hit" onClick={() => onOpen(entry.name)}>
      <span>
        <code>{entry.name}</code>
        <span className="line">{entry.summary}</span>
      </span>
    </button>
  ))
}

/** What happens besides, when an example was taken into the notebook. */
type OnAct = (() => void) | undefined

function insertExample(page: Page, source: string, run: boolean): void {
  page.editors.flush()
  const change = insertBeside(page.state.notebook, "below", "code", source)
  page.change(change, strings.labels.insertExample)
  const id = change.focus?.cellId
  if (run && id !== undefined && id !== null) void page.runCells([id])
}

export function HelpEntry({
  entry,
  onOpen,
  onAct,
}: {
  readonly entry: FunctionData
  readonly onOpen: (name: string) => void
  readonly onAct?: () => void
}) {
  const words = strings.right
  return (
    <article className="help-entry">
      {entry.signatures.map((signature, i) => (
        <h3 key={i}>{signatureText(entry.name, signature)}</h3>
      ))}
      <p>{entry.summary}</p>
      {entry.definition !== "" && (
        <div className="definition">
          <Formula tex={entry.definition} display />
        </div>
      )}
      {entry.examples.map((example, i) => (
        <Example key={i} input={example.input} result={example.result} onAct={onAct} />
      ))}
      <Arguments signatures={entry.signatures} />
      <dl>
        <Fact title={words.precision} text={entry.precision} />
        <Fact title={words.source} text={entry.source} />
        {entry.cost !== undefined && <Fact title={words.cost} text={entry.cost} />}
        {entry.mapleName !== undefined && <Fact title="Maple" text={words.maple(entry.mapleName)} />}
        {entry.errors.length > 0 && <Fact title={words.errors} text={entry.errors.join(" · ")} />}
      </dl>
      {entry.seeAlso.length > 0 && (
        <p className="see-also">
          {words.seeAlso}:{" "}
          {entry.seeAlso.map((name, i) => (
            <span key={name}>
              {i > 0 && ", "}
              <button type="button" className="link" onClick={() => onOpen(name)}>
                {name}
              </button>
            </span>
          ))}
        </p>
      )}
    </article>
  )
}

function Fact({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{text}</dd>
    </>
  )
}

function Example({ input, result, onAct }: { readonly input: string; readonly result: string; readonly onAct: OnAct }) {
  const page = usePage()
  const take = (run: boolean): void => {
    insertExample(page, input, run)
    onAct?.()
  }
  return (
    <div className="example">
      <StaticCode source={input} />
      <p className="example-result">{result}</p>
      <div className="panel-actions">
        <button type="button" className="dashed" onClick={() => take(false)}>
          {strings.right.insert}
        </button>
        <button type="button" className="dashed" onClick={() => take(true)}>
          {strings.right.runHere}
        </button>
      </div>
    </div>
  )
}

/** Whether a parameter's meaning is its domain in the same words: "the prime", "a prime". */
function isSaidBy(meaning: string, domain: string): boolean {
  const bare = (words: string): string => words.replace(/^(the|an?) /, "")
  return bare(meaning) === bare(domain)
}

/** Each parameter once, though several signatures may have it. */
function Arguments({ signatures }: { readonly signatures: readonly SignatureData[] }) {
  const parameters = new Map(
    signatures.flatMap(({ parameters }) => parameters).map((parameter) => [parameter.name, parameter]),
  )
  if (parameters.size === 0) return null
  return (
    <dl className="arguments">
      {[...parameters.values()].map((parameter) => (
        <Fact
          key={parameter.name}
          title={parameter.name}
          text={[
            parameter.meaning,
            ...(isSaidBy(parameter.meaning, parameter.domain) ? [] : [parameter.domain]),
            ...(parameter.default === undefined ? [] : [strings.right.default(parameter.default)]),
          ].join("; ")}
        />
      ))}
    </dl>
  )
}

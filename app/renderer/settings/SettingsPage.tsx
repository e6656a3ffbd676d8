import { useState, type ReactNode } from "react"
import { bindings, clashesOf, displayKey, PROFILES, spell, takenFromVim } from "../commands/keys"
import type { Page } from "../page"
import { usePage, usePart } from "../store/context"
import { COMMANDS, strings, type CommandId } from "../strings"
import { Dialog } from "../window/Dialog"
import { readSettings, THEMES, writeSettings, type Settings } from "./settings"

const words = strings.settings

interface Row {
  readonly label: string
  readonly control: ReactNode
  /** Words of the control that a search finds too. */
  readonly choices?: readonly string[]
}

/** All settings on one searchable page, and the same ones as the JSON that is stored. */
export function SettingsPage() {
  const page = usePage()
  const settings = usePart((state) => state.window.settings)
  const [query, setQuery] = useState("")
  const set = (change: Partial<Settings>): void => page.saveSettings(change)
  const close = (): void => page.window({ type: "settingsOpen", open: false })
  const rows = [...settingRows(settings, set), memoryRow(page)]
  const wanted = query.trim().toLowerCase()
  const fits = (...words: readonly string[]): boolean => words.some((word) => word.toLowerCase().includes(wanted))
  const shown = rows.filter(({ label, choices = [] }) => fits(label, ...choices))
  const keys = keyRows(page, settings).filter(({ name, keys }) => fits(name, ...keys, words.keys))
  const hasJson = fits(words.json)
  return (
    <Dialog label={words.title} onClose={close}>
      <div className="settings">
        <header>
          <h2>{words.title}</h2>
          <input
            className="field"
            type="search"
            value={query}
            placeholder={words.search}
            aria-label={words.search}
            onChange={(e) => setQuery(e.target.value)}
          />
          <button type="button" className="button" onClick={close}>
            {words.close}
          </button>
        </header>
        <div className="settings-rows">
          {shown.map(({ label, control }) => (
            <label key={label} className="settings-row">
              <span>{label}</span>
              {control}
            </label>
          ))}
          {keys.length > 0 && <KeyTable settings={settings} set={set} rows={keys} />}
          {hasJson && <JsonField settings={settings} set={set} />}
          {shown.length === 0 && keys.length === 0 && !hasJson && <p className="empty">{strings.palette.none}</p>}
        </div>
      </div>
    </Dialog>
  )
}

function toggle(value: boolean, change: (on: boolean) => void): ReactNode {
  return <input type="checkbox" checked={value} onChange={(event) => change(event.target.checked)} />
}

function number(value: number, least: number, most: number, change: (value: number) => void): ReactNode {
  const put = (wanted: number): void => {
    if (Number.isInteger(wanted) && wanted >= least && wanted <= most) change(wanted)
  }
  return (
    <input
      className="field"
      type="number"
      min={least}
      max={most}
      defaultValue={value}
      onChange={(event) => put(event.target.valueAsNumber)}
    />
  )
}

function settingRows(settings: Settings, set: (change: Partial<Settings>) => void): readonly Row[] {
  return [
    {
      label: words.theme,
      choices: Object.values(words.themes),
      control: (
        <select
          value={settings.theme}
          onChange={(event) =>
            set({
              theme: THEMES.find((name) => name === event.target.value) ?? "system",
            })
          }
        >
          {THEMES.map((name) => (
            <option key={name} value={name}>
              {words.themes[name]}
            </option>
          ))}
        </select>
      ),
    },
    {
      label: words.profile,
      choices: Object.values(words.profiles),
      control: (
        <select
          value={settings.profile}
          onChange={(event) => set({ profile: PROFILES.find((name) => name === event.target.value) ?? "default" })}
        >
          {PROFILES.map((name) => (
            <option key={name} value={name}>
              {words.profiles[name]}
            </option>
          ))}
        </select>
      ),
    },
    {
      label: words.wide,
      control: toggle(settings.wide, (wide) => set({ wide })),
    },
    {
      label: words.zoom,
      control: number(settings.zoom, 80, 200, (zoom) => set({ zoom })),
    },
    {
      label: words.notices,
      control: toggle(settings.notices, (notices) => set({ notices })),
    },
    {
      label: words.autosave,
      control: toggle(settings.autosave, (autosave) => set({ autosave })),
    },
    {
      label: words.liveChecks,
      control: toggle(settings.liveChecks, (liveChecks) => set({ liveChecks })),
    },
    {
      label: words.digits,
      control: number(settings.foldDigits, 12, 100_000, (foldDigits) => set({ foldDigits })),
    },
  ]
}

const GIGABYTE = 1e9

/** The limit is the session's, not a stored setting: it holds for this notebook until it is closed. */
function memoryRow(page: Page): Row {
  const { documentId, session } = page.state.notebook
  const change = (gigabytes: number): void => {
    if (documentId === null) return
    void page.attempt(page.client["run.setMemoryLimit"]({ documentId, bytes: gigabytes * GIGABYTE }).result)
  }
  return { label: words.memoryLimit, control: number(Math.round(session.memoryLimit / GIGABYTE), 1, 4096, change) }
}

interface KeyRow {
  readonly command: CommandId
  readonly name: string
  /** As the reader knows them. */
  readonly keys: readonly string[]
  readonly clashes: readonly string[]
  /** Keys that Vim has to do without. */
  readonly taken: readonly string[]
}

function keyRows(page: Page, { profile, keys }: Settings): readonly KeyRow[] {
  const table = bindings({ profile, changed: keys, isMac: page.isMac })
  const shown = (key: string): string => displayKey(key, page.isMac)
  return COMMANDS.map((command) => ({
    command,
    name: strings.commands[command],
    keys: table.filter((binding) => binding.command === command).map(({ key }) => shown(key)),
    clashes: clashesOf(table, command).map((other) => strings.commands[other]),
    taken: profile === "vim" ? takenFromVim(table, command).map(shown) : [],
  }))
}

interface KeyTableProps {
  readonly settings: Settings
  readonly set: (change: Partial<Settings>) => void
  readonly rows: readonly KeyRow[]
}

function KeyTable({ settings, set, rows }: KeyTableProps) {
  const page = usePage()
  const [waiting, setWaiting] = useState<CommandId | null>(null)
  const [done, setDone] = useState<CommandId | null>(null)
  /** The keyboard goes back to where the change was asked for. */
  const finish = (command: CommandId): void => {
    setWaiting(null)
    setDone(command)
  }
  const rebind = (command: CommandId, key: string): void => {
    set({ keys: { ...settings.keys, [command]: key } })
    finish(command)
  }
  const reset = (command: CommandId): void => {
    set({
      keys: Object.fromEntries(Object.entries(settings.keys).filter(([name]) => name !== command)),
    })
  }
  return (
    <table className="key-table">
      <caption>{words.keys}</caption>
      <tbody>
        {rows.map(({ command, name, keys, clashes, taken }) => {
          return (
            <tr key={command}>
              <th scope="row">{name}</th>
              <td>
                {waiting === command ? (
                  <input
                    className="field"
                    autoFocus
                    readOnly
                    placeholder={words.press}
                    aria-label={words.press}
                    onBlur={() => setWaiting(null)}
                    onKeyDown={(event) => {
                      event.preventDefault()
                      event.stopPropagation()
                      if (event.key === "Escape") finish(command)
                      else if (!["Control", "Shift", "Alt", "Meta"].includes(event.key))
                        rebind(command, spell(event, page.isMac))
                    }}
                  />
                ) : (
                  <kbd>{keys.length === 0 ? words.none : keys.join(", ")}</kbd>
                )}
                {clashes.length > 0 && <span className="clash">{words.clash(clashes.join(", "))}</span>}
                {taken.length > 0 && <span className="clash">{words.vimClash(taken.join(", "))}</span>}
              </td>
              <td>
                <button
                  ref={(button) => {
                    if (button === null || done !== command) return
                    button.focus()
                    setDone(null)
                  }}
                  type="button"
                  className="link"
                  aria-label={words.changeOf(name)}
                  onClick={() => setWaiting(command)}
                >
                  {words.change}
                </button>
                {settings.keys[command] !== undefined && (
                  <button
                    type="button"
                    className="link"
                    aria-label={words.resetOf(name)}
                    onClick={() => reset(command)}
                  >
                    {words.reset}
                  </button>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function JsonField({
  settings,
  set,
}: {
  readonly settings: Settings
  readonly set: (change: Partial<Settings>) => void
}) {
  const [problem, setProblem] = useState<string | null>(null)
  const stored = writeSettings(settings)
  const change = (text: string): void => {
    const read = readSettings(text)
    setProblem(read.ok ? null : words.badJson(read.message))
    if (read.ok) set(read.settings)
  }
  return (
    <div className="settings-json">
      <label htmlFor="settings-json">{words.json}</label>
      <p className="note">{words.jsonNote}</p>
      <textarea
        key={stored}
        id="settings-json"
        className="field"
        defaultValue={stored}
        rows={12}
        spellCheck={false}
        onBlur={(event) => change(event.target.value)}
      />
      {problem !== null && <p className="tex-problem">{problem}</p>}
    </div>
  )
}

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
}

/** All settings on one searchable page, and the same ones as the JSON that is stored. */
export function SettingsPage() {
  const page = usePage()
  const settings = usePart((state) => state.window.settings)
  const [query, setQuery] = useState("")
  const set = (change: Partial<Settings>): void => page.saveSettings(change)
  const close = (): void => page.window({ type: "settingsOpen", open: false })
  const rows = [...settingRows(settings, set), memoryRow(page)]
  const fits = (label: string): boolean => label.toLowerCase().includes(query.trim().toLowerCase())
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
          {rows
            .filter(({ label }) => fits(label))
            .map(({ label, control }) => (
              <label key={label} className="settings-row">
                <span>{label}</span>
                {control}
              </label>
            ))}
          <KeyTable settings={settings} set={set} fits={fits} />
          {query === "" && <JsonField settings={settings} set={set} />}
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

interface KeyTableProps {
  readonly settings: Settings
  readonly set: (change: Partial<Settings>) => void
  readonly fits: (label: string) => boolean
}

function KeyTable({ settings, set, fits }: KeyTableProps) {
  const page = usePage()
  const table = bindings({
    profile: settings.profile,
    changed: settings.keys,
    isMac: page.isMac,
  })
  const [waiting, setWaiting] = useState<CommandId | null>(null)
  const commands = COMMANDS.filter((command) => fits(strings.commands[command]))
  const rebind = (command: CommandId, key: string): void => {
    set({ keys: { ...settings.keys, [command]: key } })
    setWaiting(null)
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
        {commands.map((command) => {
          const own = table.filter((binding) => binding.command === command)
          const clashes = clashesOf(table, command).map((other) => strings.commands[other])
          const taken = settings.profile === "vim" ? takenFromVim(table, command) : []
          return (
            <tr key={command}>
              <th scope="row">{strings.commands[command]}</th>
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
                      if (event.key === "Escape") setWaiting(null)
                      else if (!["Control", "Shift", "Alt", "Meta"].includes(event.key))
                        rebind(command, spell(event, page.isMac))
                    }}
                  />
                ) : (
                  <kbd>
                    {own.length === 0
                      ? words.none
                      : own.map((binding) => displayKey(binding.key, page.isMac)).join(", ")}
                  </kbd>
                )}
                {clashes.length > 0 && <span className="clash">{words.clash(clashes.join(", "))}</span>}
                {taken.length > 0 && (
                  <span className="clash">
                    {words.vimClash(taken.map((key) => displayKey(key, page.isMac)).join(", "))}
                  </span>
                )}
              </td>
              <td>
                <button type="button" className="link" onClick={() => setWaiting(command)}>
                  {words.change}
                </button>
                {settings.keys[command] !== undefined && (
                  <button type="button" className="link" onClick={() => reset(command)}>
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

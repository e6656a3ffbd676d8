import { THEMES, type Settings } from "../settings/settings"

export type Theme = Settings["theme"]

const dark = (): boolean => matchMedia("(prefers-color-scheme: dark)").matches
const contrast = (): boolean => matchMedia("(prefers-contrast: more)").matches

/** The theme in force: the one chosen, or what the system asks for. */
export function resolvedTheme(theme: Theme): Exclude<Theme, "system"> {
  if (theme !== "system") return theme
  if (contrast()) return dark() ? "contrast-dark" : "contrast"
  return dark() ? "dark" : "light"
}

export function nextTheme(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system"
}

/** Puts the theme on the page, and keeps to the system's when that is chosen. Returns how to stop. */
export function applyTheme(theme: Theme): () => void {
  const apply = (): void => {
    document.documentElement.dataset["theme"] = resolvedTheme(theme)
  }
  apply()
  if (theme !== "system") return () => undefined
  const queries = [matchMedia("(prefers-color-scheme: dark)"), matchMedia("(prefers-contrast: more)")]
  for (const query of queries) query.addEventListener("change", apply)
  return () => {
    for (const query of queries) query.removeEventListener("change", apply)
  }
}

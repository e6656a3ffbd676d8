import { usePage, usePart } from "../store/context"
import { strings } from "../strings"
import { Splitter } from "../window/Splitter"
import { HelpPanel } from "./HelpPanel"
import { VariablesPanel } from "./VariablesPanel"

/** Variables and Help, one above the other; both have their words for names. */
export function RightPanel() {
  const page = usePage()
  const width = usePart((state) => state.window.settings.rightWidth)
  return (
    <aside className="side right" data-region="right" aria-label={strings.regions.right} tabIndex={-1}>
      <div className="side-scroll">
        <VariablesPanel />
        <HelpPanel />
      </div>
      <Splitter
        side="right"
        width={width}
        least={240}
        most={480}
        onChange={(rightWidth) => page.saveSettings({ rightWidth })}
      />
    </aside>
  )
}

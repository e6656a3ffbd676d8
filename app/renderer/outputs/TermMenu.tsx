import type { Cell, CellOutput } from "../../contract/document"
import type { SeriesOutput, Term } from "../../contract/outputs"
import { copyText } from "../commands/outputs"
import { runInNewCell } from "../commands/new-cell"
import { usePage } from "../store/context"
import type { Page } from "../page"
import { strings } from "../strings"
import { FloatingMenu } from "../window/FloatingMenu"

const STEPS = [2, 3, 5, 7, 11] as const

interface Props {
  readonly id: CellOutput["id"]
  readonly output: SeriesOutput
  readonly term: Term
  readonly anchor: HTMLElement
  readonly onClose: () => void
}

/** The series in words of the language: its name, or the one statement of its cell; null when neither says which it is. */
function writtenAs(cell: Cell | undefined, { name }: SeriesOutput): string | null {
  if (name !== undefined) return name
  const statement = (cell?.source ?? "").trim().replace(/[;:]$/, "")
  return cell?.outputs.length === 1 && statement !== "" && !/[;:#\n]/.test(statement) ? statement : null
}

/** What can be done with one term of a series. */
export function TermMenu({ id, output, term, anchor, onClose }: Props) {
  const page = usePage()
  const cell = page.state.notebook.content.cells.find(({ outputs }) => outputs.some((one) => one.id === id))
  const series = writtenAs(cell, output)
  const { variable } = output
  const n = /^-?\d+$/.test(term.exponent) ? Number(term.exponent) : null
  const act = (source: string): void => {
    onClose()
    runInNewCell(page, source, cell?.id)
  }
  const last = n === null || output.order === null ? "" : `,${Number(output.order) - 1}`
  return (
    <FloatingMenu anchor={anchor} label={strings.term.label} onClose={onClose}>
      <button
        type="button"
        role="menuitem"
        tabIndex={-1}
        onClick={() => {
          onClose()
          void copyWhole(page, id, term)
        }}
      >
        {strings.term.copy}
      </button>
      {series !== null && (
        <button
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => act(`coeff(${series},${variable},${term.exponent});`)}
        >
          {strings.term.coefficient(variable, term.exponent)}
        </button>
      )}
      {series !== null && n !== null && n >= 0 && (
        <>
          <button type="button" role="menuitem" tabIndex={-1} onClick={() => act(`stems(${series},start=${n});`)}>
            {strings.term.plot}
          </button>
          <hr />
          {STEPS.map((step) => (
            <button
              key={step}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => act(`sift(${series},${variable},${step},${n % step}${last});`)}
            >
              {strings.term.sift(n % step, step)}
            </button>
          ))}
        </>
      )}
    </FloatingMenu>
  )
}

async function copyWhole(page: Page, outputId: CellOutput["id"], { exponent }: Term): Promise<void> {
  const { documentId } = page.state.notebook
  if (documentId === null) return
  const full = await page.attempt(page.client["output.coefficient"]({ documentId, outputId, exponent }).result)
  if (full === null) return
  await copyText(full.text, null)
  page.toast(strings.term.copied)
}

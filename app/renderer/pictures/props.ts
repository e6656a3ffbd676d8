import type { Picture } from "../../contract/outputs"

export interface DrawingProps<Type extends Picture["type"]> {
  readonly picture: Extract<Picture, { type: Type }>
  /** Words for what the pointer or the arrow keys are on. */
  readonly onPoint: (words: string | null) => void
  readonly description: string
}

import type { QSeries } from "../../series/series"
import { numericalSeries } from "./numerical"
import type { View } from "./view"

/**
 * The phase of a series on the unit disk, coloured to the radius where the terms left out add 1/256.
 * @param asked the largest radius that is coloured
 */
export function phaseView(series: QSeries, asked?: number): View {
  const { coefficients, valuation, radius: safe, isWhole } = numericalSeries(series, "A phase portrait")
  const radius = Math.min(safe, asked ?? 1)
  const [shown, used] = [radius.toFixed(3), coefficients.length]
  return {
    picture: { type: "phase", radius, coefficients: [...coefficients], valuation },
    caption: `Phase on the disk |${series.variable}| < ${shown}, ${used} terms`,
    description: `Phase portrait of the series on the unit disk, coloured for |${series.variable}| < ${shown} from ${used} terms: hue is the argument, rings are doublings of the size. ${
      isWhole
        ? "The polynomial is drawn whole."
        : "Outside that radius the terms left out may add more than 1/256, and the disk is hatched."
    }`,
  }
}

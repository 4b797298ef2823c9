// Where things stand on the canvas from top to bottom, and where the plot lies in it. CSS pixels.

export interface Stage {
  readonly width: number
  readonly height: number
  /** The plot's left edge and its width. */
  readonly left: number
  readonly plot: number
  readonly overview: { readonly top: number; readonly height: number }
  readonly axis: { readonly text: number; readonly tick: number }
  readonly lanes: readonly number[]
  readonly laneHeight: number
  readonly bottom: number
}

const FIRST_LANE = 118
const BELOW_LAST = 44

export const stageOf = (width: number, height: number): Stage => {
  const left = width < 560 ? 86 : 104
  const laneHeight = height < 400 ? 26 : height < 480 ? 34 : height < 700 ? 44 : 50
  const gap = Math.max(
    laneHeight + (height < 400 ? 24 : 34),
    (height - FIRST_LANE - laneHeight - BELOW_LAST) / 3,
  )
  return {
    width,
    height,
    left,
    plot: Math.max(40, width - left - 26),
    overview: { top: 18, height: 34 },
    axis: { text: 74, tick: 81 },
    lanes: [0, 1, 2, 3].map((lane) => Math.round(FIRST_LANE + lane * gap)),
    laneHeight,
    bottom: height - 12,
  }
}

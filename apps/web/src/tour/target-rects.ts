// Where the tour's targets are on the screen, in CSS pixels of the window.
import type { LaneKind } from '@unstick/session'
import { placeOfKind } from '../layout/layout.ts'
import { boxesOf as rowBoxes } from '../layout/stage/lane-place.ts'
import type { Timeline } from '../pane/timeline/timeline.svelte.ts'
import { around, type Rect, type Side } from './card-place.ts'
import type { Spot } from './steps.ts'

export interface Pointed {
  /** What gets a ring. */
  readonly rings: readonly Rect[]
  /** What the card is beside, and on which side. */
  readonly target: Rect
  readonly side: Side
  /** The card's maximum width in pixels: the width of the panel that contains its target. */
  readonly most?: number
}

/** The most boxes of a lane that each get their own ring. */
const MOST = 6
const RING = 4

const selectors = {
  'framing switch': '[data-tour="framing"] fieldset',
  'run button': '[data-tour="run"] button',
} as const satisfies Partial<Record<Spot, string>>

export const pointedAt = (spot: Spot, timeline: Timeline): Pointed | undefined => {
  switch (spot) {
    case 'sends and recvs': {
      const sends = boxesOf('send', timeline)
      const recvs = boxesOf('recv', timeline)
      if (sends.length === 0) return undefined
      // Only ribbons are above the recvs.
      return { rings: [...sends, ...recvs], target: around(recvs.length > 0 ? recvs : sends), side: 'above' }
    }
    case 'messages': {
      const messages = boxesOf('message', timeline)
      // The card does not cover the lanes.
      return messages.length > 0 ? { rings: messages, target: around(messages), side: 'below' } : undefined
    }
    case 'framing switch':
      return element(spot, 'below')
    case 'run button': {
      const pointed = element(spot, 'above')
      return pointed && { ...pointed, most: pointed.target.right - pointed.target.left }
    }
  }
}

export const bringIntoView = (spot: Spot): void => {
  const isOnTimeline = spot === 'sends and recvs' || spot === 'messages'
  document.querySelector(isOnTimeline ? 'main' : selectors[spot])?.scrollIntoView({ block: 'nearest' })
}

const element = (spot: keyof typeof selectors, side: Side): Pointed | undefined => {
  const found = document.querySelector(selectors[spot])?.getBoundingClientRect()
  return found && { rings: [grown(found)], target: grown(found), side }
}

const boxesOf = (kind: LaneKind, { drawn, stage, slide }: Timeline): Rect[] => {
  const plot = document.querySelector('main [role="application"]')?.getBoundingClientRect()
  const at = drawn ? placeOfKind(drawn, kind) : -1
  const boxes = drawn?.lanes[at]?.boxes
  if (!plot || !boxes || !stage.lanes[at]) return []
  const x = (px: number): number => plot.left + stage.left + slide.shift + px * slide.stretch
  return Array.from(boxes.x0.subarray(0, MOST), (x0, k) => {
    const row = rowBoxes(stage, at, boxes.row[k])
    const top = plot.top + row.top
    return grown({ left: x(x0), right: x(boxes.x1[k] as number), top, bottom: top + row.height })
  })
}

const grown = ({ left, top, right, bottom }: Rect): Rect => ({
  left: left - RING,
  top: top - RING,
  right: right + RING,
  bottom: bottom + RING,
})

// The measured range: set by pointer or key, snapped to edges and counted by the worker, kept when the axis changes.
import { boxOf } from '../../layout/stage/hit.ts'
import type { Interval } from '../../model/lanes/interval.ts'
import type { AxisKind, Domain } from '../../model/axis/axis.ts'
import type { Timeline } from './timeline.svelte.ts'
import type { Range, RangeAnswer, RangeEnd, RangeQuestion } from '../../model/range/range.ts'
import { viewScale } from '../../layout/stage/view-scale.ts'

/** A range's end snaps to an edge within this many pixels. */
const REACH = 7

/** A growing session is counted again only after this many times as long as the last count took. */
const REST = 4

export type Side = 'from' | 'to'

export class Measure {
  /** The worker's last answer: for the shown range, or while it is being drawn for the range a moment ago. */
  answer = $state.raw<RangeAnswer>()
  /** Whether the card with the counts is open. */
  card = $state(true)
  #held = $state.raw<Range & { readonly elsewhere: Domain | undefined }>()
  readonly #timeline: Timeline
  readonly #ask: (question: RangeQuestion) => Promise<RangeAnswer | undefined>
  #wanted: { readonly question: RangeQuestion; readonly anew: boolean } | undefined
  #busy = false
  #restUntil = 0
  #later: ReturnType<typeof setTimeout> | undefined

  constructor(timeline: Timeline, ask: (question: RangeQuestion) => Promise<RangeAnswer | undefined>) {
    this.#timeline = timeline
    this.#ask = ask
  }

  /** The range on the shown axis. If it was set on the other axis, its equivalent here. */
  readonly range = $derived.by((): Range | undefined => {
    const { axis } = this.#timeline
    const held = this.#held
    if (!held || held.axis === axis) return held && { axis, from: held.from, to: held.to }
    return held.elsewhere && { axis, from: held.elsewhere[0], to: held.elsewhere[1] }
  })

  /** Whether there is a range that has no place on the shown axis. */
  readonly lost = $derived(this.#held !== undefined && this.range === undefined && this.answer !== undefined)

  restore(axis: AxisKind, [from, to]: Domain): void {
    this.#held = { axis, from, to, elsewhere: undefined }
  }

  clear(): void {
    this.#held = undefined
    this.answer = undefined
    this.#wanted = undefined
  }

  /** All streams share one clock; each counts its bytes separately. */
  otherStream(): void {
    const { range } = this
    if (range?.axis === 'time') this.#held = { ...range, elsewhere: undefined }
    else this.clear()
  }

  /** Draws a range between two pixels of the plot, or from a fixed place to a pixel. */
  draw(begun: { readonly px: number } | { readonly at: number }, px: number): void {
    const scale = viewScale(this.#timeline)
    if (!scale) return
    const near = (at: number): RangeEnd & { readonly kind: 'near' } => {
      const pixel = scale.invert(scale.px(at) + 1) - at
      return { kind: 'near', at, reach: Math.abs(pixel) * REACH }
    }
    const ends = [
      'px' in begun ? near(scale.invert(begun.px)) : exactly(begun.at),
      near(this.#inside(scale.invert(px))),
    ] as const
    const [a, b] = ends.map((end) => (this.#held ? this.#stuck(end.at, end.reach) : Math.round(end.at))) as [
      number,
      number,
    ]
    this.#held = {
      axis: this.#timeline.axis,
      from: Math.min(a, b),
      to: Math.max(a, b),
      elsewhere: undefined,
    }
    this.put(ends)
  }

  /** Moves one end; the other stays. */
  move(side: Side, end: RangeEnd): void {
    const { range } = this
    if (!range) return
    this.put(side === 'from' ? [end, exactly(range.to)] : [exactly(range.from), end])
  }

  /** Puts one end of the range, or both ends of a new one, at an interval's. */
  toInterval(side: Side, interval: Interval): void {
    const { range } = this
    const ends = [
      { kind: 'interval', interval, edge: 'start' },
      { kind: 'interval', interval, edge: 'end' },
    ] as const
    if (!range) this.put(ends)
    else if (side === 'from') this.put([ends[0], exactly(range.to)])
    else this.put([exactly(range.from), ends[1]])
  }

  /** From one interval to another: from moment to moment on the time axis, otherwise including the bytes of both. */
  between(one: Interval, other: Interval): void {
    if (this.#timeline.axis === 'time') {
      this.put([
        { kind: 'interval', interval: one, edge: 'moment' },
        { kind: 'interval', interval: other, edge: 'moment' },
      ])
      return
    }
    const { drawn } = this.#timeline
    const left = (interval: Interval): number => (drawn && boxOf(drawn, interval)?.x0) ?? interval.index
    const [first, last] = left(one) <= left(other) ? [one, other] : [other, one]
    this.put([
      { kind: 'interval', interval: first, edge: 'start' },
      { kind: 'interval', interval: last, edge: 'end' },
    ])
  }

  zoomTo(): void {
    const { range } = this
    if (!range) return
    const room = (range.to - range.from) * 0.04
    this.#timeline.show([range.from - room, range.to + room])
  }

  put(ends: readonly [RangeEnd, RangeEnd]): void {
    this.#wanted = { question: { axis: this.#timeline.axis, ends }, anew: true }
    void this.#go()
  }

  /** Requests the shown range again, because the session grew or is shown differently. */
  recount(axis: AxisKind): void {
    const { range } = this
    if (range?.axis !== axis || this.#wanted) return
    const rest = this.#restUntil - performance.now()
    if (rest > 0) {
      clearTimeout(this.#later)
      this.#later = setTimeout(() => this.recount(axis), rest)
      return
    }
    const ends = [exactly(range.from), exactly(range.to)] as const
    this.#wanted = { question: { axis: range.axis, ends }, anew: false }
    void this.#go()
  }

  /** One question at a time; of those that come meanwhile, only the last counts. */
  async #go(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    while (this.#wanted) {
      const asked = this.#wanted
      const begun = performance.now()
      const answer = await this.#ask(asked.question)
      const now = performance.now()
      this.#restUntil = now + (now - begun) * REST
      if (this.#wanted === asked) {
        this.#wanted = undefined
        if (answer) this.#take(answer, asked.anew)
        // The other axis was chosen meanwhile, and only now is it known where the range lies on it.
        if (answer && answer.range.axis !== this.#timeline.axis) this.recount(this.#timeline.axis)
      } else this.answer = this.#held && answer
    }
    this.#busy = false
  }

  #take(answer: RangeAnswer, anew: boolean): void {
    this.answer = answer
    // Counted again on the other axis, it stays unchanged on the axis where it was set.
    if (anew || this.#held?.axis === answer.range.axis)
      this.#held = { ...answer.range, elsewhere: answer.elsewhere }
  }

  /**
   * The last answer's snapped edge if that is within `reach`, so that an end does not jitter beside it; otherwise `at`.
   */
  #stuck(at: number, reach: number): number {
    const { answer } = this
    const edges = answer?.range.axis === this.#timeline.axis ? [answer.range.from, answer.range.to] : []
    const edge = edges.find((value, k) => answer?.snapped[k] && Math.abs(value - at) <= reach)
    return edge ?? Math.round(at)
  }

  #inside(at: number): number {
    const [from, to] = this.#timeline.drawn?.extent ?? [at, at]
    return Math.min(Math.max(at, from), to)
  }
}

const exactly = (at: number): RangeEnd & { readonly kind: 'near' } => ({ kind: 'near', at, reach: 0 })

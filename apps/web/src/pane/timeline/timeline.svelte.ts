// The timeline's state: which part is shown on which axis, what is selected, and the layout as it is drawn now.
import type { LaneName } from '@unstick/session'
import { easeCubicInOut } from 'd3-ease'
import { centredOn, kept, panned, revealing, zoomed } from '../../layout/axis/pan-zoom.ts'
import type { FrameLoop, Mover } from '../../ui/frame-loop.ts'
import { boxOf, type Hit } from '../../layout/stage/hit.ts'
import type { Interval } from '../../model/lanes/interval.ts'
import type { AxisKind, ByteScale, Domain } from '../../model/axis/axis.ts'
import type { Layout } from '../../layout/layout.ts'
import type { ViewQuery } from '../../layout/view-query.ts'
import { createMorph, mostMorphed, piecesOf } from '../../layout/stage/morph.ts'
import { type Scale, scaleOfKnots } from '../../layout/axis/scale.ts'
import { Viewport } from './viewport.svelte.ts'
import { type CardShape, expectedShape, shapeOf } from '../../layout/stage/card-shape.ts'
import { type PanePosition, roomOf, type Stage, stageOf } from '../../layout/stage/stage.ts'
import { foldedAt } from '../../layout/stage/bands.ts'
import { type ShownTrack, Tracks } from './tracks.svelte.ts'
import { Landing } from './landing.ts'
import { hitAt, type Point, viewScale } from '../../layout/stage/view-scale.ts'
import { intervalByKey } from '../../layout/stage/keyboard-navigation.ts'

const MORPH = 480

/** An interval's place on both axes: nanoseconds after the epoch, stream bytes. */
export interface IntervalPlace {
  readonly time: number
  readonly start: number
}

/** What the picture depends on from the rest of the page: the shown stream, and how far a replay is. */
export interface Source {
  readonly stream: () => number
  readonly until: () => number | undefined
  /** How many intervals a lane of the shown stream has now; the picture may be a moment older. */
  readonly count: (lane: LaneName) => number
  /** The shown stream's place among the session's connections. */
  readonly track: () => ShownTrack | undefined
  /** Shows another stream. */
  readonly turnTo: (stream: number) => void
  /** What everything is, if that may be more than the stream's own extent. */
  readonly everything: () => Domain | undefined
  /** Called when a person selects something. */
  readonly chose: () => void
  /** The timeline's position among others. */
  readonly position: () => PanePosition
}

export class Timeline {
  /** Linked timelines share one. */
  viewport = $state.raw(new Viewport())
  selected = $state.raw<Interval>()
  /** Where the pointer is, in pixels of the canvas; `undefined`: elsewhere. */
  pointer: Point | undefined
  hovered = $state.raw<Hit>()
  size = $state.raw({ width: 800, height: 600 })
  /** The domain when it last rested for a while. */
  rested = $state.raw<Domain>()
  readonly moves = $derived(this.domain !== this.rested)
  /** The worker's layout, or one on the way to it. */
  drawn = $state.raw<Layout>()
  /** Whether pieces are moving to their places in a new layout. */
  morphs = $state(false)
  readonly tracks: Tracks
  /** As text, so that it changes only when the cards do, and not with every layout. */
  readonly #shapesText = $derived(JSON.stringify(shapesOf(this.drawn)))
  readonly #shapes = $derived(JSON.parse(this.#shapesText) as Shapes)
  /** With tracks: on the time axis, if other streams have the same clock and there is room. */
  readonly #wanted = $derived.by(() => this.#stageOn(this.axis))
  readonly #drawnAxis = $derived(this.drawn?.axis ?? this.axis)
  /** Follows the drawn layout. Keep the same object between layouts: the query depends on it. */
  readonly stage = $derived.by(() =>
    this.#drawnAxis === this.axis ? this.#wanted : this.#stageOn(this.#drawnAxis),
  )
  /** What is sinking into a replay's receive buffer. */
  readonly landing: Landing
  readonly #source: Source
  readonly #frames: FrameLoop
  #mover: Mover | undefined
  /** Actions that wait until the chosen axis, or the selected interval, is drawn. */
  #waiting: ((scale: Scale) => void)[] = []

  constructor(source: Source, frames: FrameLoop) {
    this.#source = source
    this.#frames = frames
    this.tracks = new Tracks(source.track, () => {
      const { top, bottom } = roomOf(this.size.height, this.domain !== undefined)
      return bottom - top
    })
    this.landing = new Landing(frames)
  }

  get axis(): AxisKind {
    return this.viewport.axis
  }
  set axis(axis: AxisKind) {
    this.viewport.axis = axis
  }

  get scale(): ByteScale {
    return this.viewport.scale
  }
  set scale(scale: ByteScale) {
    this.viewport.scale = scale
  }

  /** `undefined`: everything, even as it grows. */
  get domain(): Domain | undefined {
    return this.viewport.domain
  }
  set domain(domain: Domain | undefined) {
    this.viewport.domain = domain
  }

  readonly query = $derived.by((): ViewQuery => ({
    stream: this.#source.stream(),
    axis: this.axis,
    scale: this.scale,
    domain: this.domain ?? this.#source.everything(),
    width: this.#wanted.plot,
    until: this.#source.until(),
    folded: this.#wanted.folded,
    tracks: this.#wanted.tracks.map(({ connection, parts }) => ({
      connection,
      lanes: parts.map(({ kind }) => kind === 'lanes'),
    })),
  }))

  /** From the drawn layout's pixels to the plot's, if the worker has not answered for this domain yet. */
  readonly slide = $derived.by(() => {
    const layout = this.drawn
    if (!layout || !this.domain || layout.axis !== this.axis) return { shift: 0, stretch: 1 }
    const scale = scaleOfKnots(layout.knots)
    const from = scale.px(this.domain[0])
    const stretch = this.stage.plot / (scale.px(this.domain[1]) - from)
    return { shift: -from * stretch, stretch }
  })

  readonly brush = $derived.by((): readonly [number, number] => {
    const { drawn, slide } = this
    if (!drawn) return [0, 1]
    const { from, to } = drawn.overview
    const part = (px: number): number => from + ((to - from) * px) / drawn.width
    return [part(-slide.shift / slide.stretch), part((this.stage.plot - slide.shift) / slide.stretch)]
  })

  /** Takes the worker's newest layout; if it differs in kind, pieces move to their new places. */
  take(layout: Layout | undefined, still: boolean): void {
    // A late layout of a part, requested before everything was: if everything is already drawn, that stays.
    if (layout && !this.domain && this.drawn && this.#isWhole(this.drawn) && !this.#isWhole(layout)) return
    this.#draw(layout, still)
    // A session that has not carried a byte yet has no picture, but one will come.
    if (!layout) return
    const waiting = this.#waiting
    this.#waiting = []
    for (const act of waiting) this.#onScale(act)
  }

  /** The other axis, with the same bytes in view. */
  setAxis(axis: AxisKind): void {
    if (axis === this.axis) return
    this.domain = this.domain && this.drawn?.axis === this.axis ? this.drawn.elsewhere : undefined
    this.axis = axis
  }

  /** Shows a part of the axis, within what exists. */
  show(domain: Domain): void {
    this.#onScale(() => {
      const extent = this.#source.everything() ?? this.drawn?.extent
      if (!extent) return
      const next = kept(domain, extent, this.axis)
      this.domain = next[0] <= extent[0] && next[1] >= extent[1] ? undefined : next
    })
  }

  /** Shows the part that a permalink names. */
  restore(domain: Domain | undefined): void {
    this.domain = domain
    this.rested = domain
  }

  /** The view rests on that part of the axis. */
  rest(domain: Domain | undefined): void {
    this.rested = domain
    this.hover()
  }

  /** Updates what is under the pointer. */
  hover(): void {
    this.hovered = this.pointer && hitAt(this, this.pointer.x, this.pointer.y)
  }

  fit(): void {
    this.#waiting = []
    this.domain = undefined
  }

  /** `at`: the pixel of the plot that stays in place; the middle if left out. */
  zoom(factor: number, at?: number): void {
    this.#onScale((scale) => {
      const { plot } = this.stage
      this.show(zoomed(scale, plot, at ?? plot / 2, factor))
    })
  }

  pan(by: number): void {
    this.#onScale((scale) => {
      if (this.domain) this.show(panned(scale, this.stage.plot, by))
    })
  }

  /** Shows the fractions `from` to `to` of the whole, as the brush does. */
  brushTo(from: number, to: number): void {
    this.#onScale((scale) => {
      const [low, high] = this.brush
      const px = (part: number): number => ((part - low) / (high - low)) * this.stage.plot
      this.show([scale.invert(px(from)), scale.invert(px(to))])
    })
  }

  /** Selects what was hit, in any stream in sight; unfolds a folded track; otherwise selects nothing. */
  pick(hit: Hit | undefined, y: number): void {
    const folded = hit || !this.drawn ? undefined : foldedAt(this.drawn, this.stage, y)
    if (folded?.isDirection) this.tracks.toggleOther()
    else if (folded) this.tracks.toggle(folded.head)
    else if (hit && hit.stream !== this.drawn?.stream) {
      this.tracks.stay()
      this.#source.turnTo(hit.stream)
      this.selected = { lane: hit.lane, index: hit.index }
      this.#source.chose()
    } else this.select(hit && { lane: hit.lane, index: hit.index })
  }

  /** `place`: where the interval lies, in case it is too far away to be drawn. */
  select(interval: Interval | undefined, place?: IntervalPlace): void {
    this.selected = interval
    if (!interval) return
    this.#source.chose()
    this.#onScale((scale) => {
      if (this.selected === interval) this.#reveal(scale, interval, place)
    })
  }

  /** Selects what a step of the keys leads to, once the picture shows the current selection. */
  navigate(dx: -1 | 0 | 1, dy: -1 | 0 | 1): void {
    this.#onScale(() => {
      const { drawn, selected } = this
      if (!drawn) return
      if (this.#isOutdated(drawn)) this.#waiting.push(() => this.navigate(dx, dy))
      else {
        const next = intervalByKey(drawn, selected, dx, dy)
        if (next) this.select(next)
      }
    })
  }

  /**
   * Whether the picture is older than the selected interval, or still has a message that another framing does not; the
   * next one is on its way.
   */
  #isOutdated({ lanes }: Layout): boolean {
    const { selected } = this
    if (!selected) return false
    const { lane, index } = selected
    const drawn = lanes.find(({ name }) => name === lane)?.total ?? 0
    const counted = this.#source.count(lane)
    return (drawn <= index && index < counted) || (lane === 'message' && counted <= index && index < drawn)
  }

  #reveal(scale: Scale, interval: Interval, place: IntervalPlace | undefined): void {
    const box = this.drawn && boxOf(this.drawn, interval)
    if (box) {
      const { shift, stretch } = this.slide
      const domain = revealing(scale, this.stage.plot, shift + box.x0 * stretch, shift + box.x1 * stretch)
      if (domain) this.show(domain)
    } else if (this.domain) {
      if (place) this.show(centredOn(this.domain, this.axis === 'time' ? place.time : place.start))
      else this.domain = undefined
    }
  }

  /** Acts at once, or as soon as there is a picture on the chosen axis. */
  #onScale(act: (scale: Scale) => void): void {
    const scale = viewScale(this)
    if (scale) act(scale)
    else this.#waiting.push(act)
  }

  /** Whether it shows everything that its axis had; a layout of the earlier axis does not count. */
  #isWhole({ axis, domain, extent }: Layout): boolean {
    const [from, to] = this.#source.everything() ?? extent
    return axis === this.axis && domain[0] === from && domain[1] === to
  }

  #draw(layout: Layout | undefined, still: boolean): void {
    this.landing.take(layout?.inFlight)
    const from = this.drawn
    const other =
      from && layout && (from.axis !== layout.axis || from.scale !== layout.scale || moved(from, layout))
    this.#settle()
    if (!layout || !from || !other || still || piecesOf(layout) + piecesOf(from) > mostMorphed) {
      this.drawn = layout
      return
    }
    const morph = createMorph(from, layout)
    let begun: number | undefined
    this.drawn = morph(0)
    this.#mover = (now) => {
      begun ??= now
      const at = Math.min(1, (now - begun) / MORPH)
      this.drawn = morph(easeCubicInOut(at))
      this.morphs = at < 1
      return this.morphs
    }
    this.morphs = true
    this.#frames.move(this.#mover)
  }

  #stageOn(axis: AxisKind): Stage {
    const { width, height } = this.size
    const position = this.#source.position()
    const { shown, others } = this.#shapes
    return stageOf({
      width,
      height,
      axis,
      shape: shown,
      position,
      sharing: axis === 'time' && position === 'alone' ? this.tracks.sharing : undefined,
      isPart: this.domain !== undefined,
      shapeIn: (connection, direction) => others[`${connection} ${direction}`] ?? shown,
    })
  }

  #settle(): void {
    if (this.#mover) this.#frames.stop(this.#mover)
    this.#mover = undefined
    this.morphs = false
  }
}

/** Whether the same view is cut differently (by another framing), which is worth animating. */
const moved = (from: Layout, to: Layout): boolean =>
  from.stream === to.stream &&
  from.width === to.width &&
  from.domain[0] === to.domain[0] &&
  from.domain[1] === to.domain[1] &&
  totalOf(from, true) !== totalOf(to, true) &&
  totalOf(from, false) === totalOf(to, false)

/** Messages, or otherwise the intervals of the lane nearest to the reader. */
const totalOf = ({ lanes }: Layout, messages: boolean): number =>
  lanes.findLast(({ kind }) => (kind === 'message') === messages)?.total ?? 0

/** The cards of the shown stream, and of the directions that are drawn beside it. */
interface Shapes {
  readonly shown: readonly CardShape[]
  readonly others: Readonly<Record<string, readonly CardShape[]>>
}

const shapesOf = (drawn: Layout | undefined): Shapes => {
  if (!drawn) return { shown: expectedShape, others: {} }
  const others = drawn.tracks.flatMap(({ head, directions }) =>
    directions.flatMap((direction, k) =>
      direction.kind === 'lanes'
        ? [[`${head.connection} ${k}`, shapeOf(direction, drawn.axis)] as const]
        : [],
    ),
  )
  return { shown: shapeOf(drawn, drawn.axis), others: Object.fromEntries(others) }
}

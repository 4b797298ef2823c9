// Cuts HTTP/1.1 until another protocol takes over the connection, and then that one; or a tunnel from its first byte.
// Sources: RFC 9110, 7.8 (Upgrade) and 9.3.6 (CONNECT).
import { ALL_FRAMES, Cutter } from './cutter.ts'
import type { Direction } from '../frames/framer.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'
import type { HeadCutter, Turn } from './head-cutter.ts'
import { isHttpStart } from './http-start.ts'
import { joinedBytes } from '../frames/joined-bytes.ts'
import type { FramingSpec } from '../spec/spec.ts'
import { beginsTunnel, tunnelSpec } from './tunnel.ts'

/**
 * What the next bytes must show: `body`, whether they are the body of an answer or a tunnel; `http`, whether HTTP/1.1 goes on;
 * `tunnel`, which protocol the tunnel carries.
 */
type Question = 'body' | 'http' | 'tunnel'

const NO_BYTES: Uint8Array = new Uint8Array(0)

/**
 *     +---------------------+------------------------------------------+
 *     | CONNECT a:443 … ▁   | what the tunnel carries                  |     client
 *     +---------------------+------------------------------------------+
 *     | HTTP/1.1 200 … ▁    | what the tunnel carries                  |     server
 *     +---------------------+------------------------------------------+
 *
 * Bytes that do not show it yet are held, and later given to the chosen cutter as a chunk of their own.
 */
export class HandoverCutter extends Cutter {
  readonly #http: HeadCutter | undefined
  readonly #make: (spec: FramingSpec, side: Direction) => Cutter
  #active: Cutter | undefined
  #question: Question | undefined
  /** What HTTP/1.1 said last. */
  #turn: Turn
  #held = NO_BYTES
  /** Stream offset at which the other protocol begins. */
  #from = Infinity

  /** `http` cuts HTTP/1.1 and stops where another protocol may begin; without it the stream is a tunnel. */
  constructor(
    http: HeadCutter | undefined,
    direction: Direction,
    make: (spec: FramingSpec, side: Direction) => Cutter,
  ) {
    super()
    this.#http = http
    this.#active = http
    this.#turn = { side: direction, upgrade: undefined }
    this.#make = make
    if (http === undefined) this.#question = 'tunnel'
  }

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    const last = out.count + most
    let pos = from
    while (this.fault === undefined && out.count < last && (pos < chunk.length || this.#held.length > 0)) {
      if (this.#question !== undefined) {
        if (this.#held.length === 0 && this.#question !== 'body') this.frameStart = base + pos
        this.#held = joinedBytes(this.#held, chunk.subarray(pos))
        pos = chunk.length
        if (!this.#answer(base + pos, out, false)) break
      } else if (this.#held.length > 0) {
        const taken = this.#run(this.#held, 0, base + pos - this.#held.length, out, last)
        this.#held = this.#held.subarray(taken)
      } else pos = this.#run(chunk, pos, base, out, last)
    }
    return pos
  }

  /** No more bytes come, so questions are answered by those that came. */
  override finish(offset: number, out: FrameColumns): boolean {
    while (this.#held.length > 0 && this.fault === undefined) {
      if (this.#question !== undefined) this.#answer(offset, out, true)
      const taken = this.#run(this.#held, 0, offset - this.#held.length, out, ALL_FRAMES)
      this.#held = this.#held.subarray(taken)
    }
    if (this.#question === 'body') this.#question = undefined
    if (this.frameStart === offset) return true
    const done = this.#active?.finish?.(offset, out) ?? false
    this.#follow()
    return done
  }

  override decode(frame: Uint8Array, header: number, trailer: number, start: number): Uint8Array {
    const taker = start < this.#from ? this.#http : this.#active
    return taker?.decode?.(frame, header, trailer, start) ?? frame.subarray(header, frame.length - trailer)
  }

  #run(chunk: Uint8Array, pos: number, base: number, out: FrameColumns, last: number): number {
    const active = this.#active
    if (active === undefined) return pos
    active.frameStart = this.frameStart
    const next = active.cut(chunk, pos, base, out, last - out.count)
    this.#follow()
    return next
  }

  #follow(): void {
    const active = this.#active
    if (active === undefined) return
    this.frameStart = active.frameStart
    this.needed = active.needed
    this.quietUntil = active.quietUntil
    this.hasSkipped = active.hasSkipped
    this.isNoMessage = active.isNoMessage
    this.fault = active.fault
    if (active !== this.#http) return
    if (this.#http.isAsking) this.#question = 'body'
    this.#turn = this.#http.turn ?? this.#turn
    if (this.#http.turn !== undefined) this.#question = 'http'
    this.#http.turn = undefined
  }

  /** Answers the question by the held bytes, which end at stream offset `end`; false if it takes more of them. */
  #answer(end: number, out: FrameColumns, isAll: boolean): boolean {
    const held = this.#held
    switch (this.#question) {
      case 'body': {
        const isTunnel = beginsTunnel(held, 'server') ?? (isAll ? false : undefined)
        if (isTunnel === undefined) return false
        this.#question = undefined
        this.#http?.decide(isTunnel, out)
        this.#follow()
        return true
      }
      case 'http': {
        // An answer that hands over is certain. A request that asks for it may have been refused.
        const isHttp = isHttpStart(held) ?? (isAll ? this.#turn.side === 'client' : undefined)
        if (isHttp === undefined) return false
        this.#question = isHttp ? undefined : 'tunnel'
        return isHttp || this.#answer(end, out, isAll)
      }
      default: {
        const { upgrade, side } = this.#turn
        const isWebsocket = upgrade === 'websocket'
        const spec: FramingSpec | undefined = isWebsocket
          ? { kind: 'websocket' }
          : tunnelSpec(held, side, isAll)
        if (spec === undefined) return false
        this.#question = undefined
        // Where HTTP/1.1 was and seems to go on, what is wrong with it is said; no cutter is put inside another for it.
        if (spec.kind === 'http1' && this.#http !== undefined) return true
        this.#active = this.#make(spec, side)
        this.#from = end - held.length
        this.frameStart = this.#from
        return true
      }
    }
  }
}

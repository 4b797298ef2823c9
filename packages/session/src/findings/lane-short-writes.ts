// The sends of one stream that took fewer bytes than they were given, and what became of the rest.
import { counted, durationText, grouped } from '../lanes/quantity.ts'
import { ShortWrites } from '../streams/short-writes.ts'
import type { Stream } from '../streams/stream.ts'
import { type Explanation, sizeOf } from './finding.ts'
import type { Group } from './groups.ts'

const none = new ShortWrites()

export class LaneShortWrites {
  readonly #stream: Stream
  readonly #writes: ShortWrites

  constructor(stream: Stream) {
    this.#stream = stream
    this.#writes = stream.calls?.shortWrites ?? none
  }

  get count(): number {
    return this.#writes.count
  }

  get indices(): Uint32Array {
    return this.#writes.indices
  }

  at(place: number): Group {
    return { index: this.indices[place] as number, from: place, to: place + 1 }
  }

  of(index: number): Group | undefined {
    const place = this.#writes.placeOf(index)
    return place === undefined ? undefined : this.at(place)
  }

  explain({ index, from }: Group): Explanation {
    const { send, calls } = this.#stream
    const given = this.#writes.given(from)
    const took = sizeOf(send, index)
    const left = given - took
    const name = calls?.sends.of(index)?.name ?? 'send'
    return {
      cause: 'short-write',
      title: `${name} took ${grouped(took)} of ${counted(given, 'byte')}.`,
      text: `The other ${left === 1 ? 'byte is' : `${grouped(left)} are`} not in the stream: the program must send ${left === 1 ? 'it' : 'them'} itself. ${this.#followed(index, left)}`,
    }
  }

  /** What the program did with the rest, as far as the log shows it. */
  #followed(index: number, left: number): string {
    const { send } = this.#stream
    const next = index + 1
    const it = left === 1 ? 'it' : 'they'
    const was = left === 1 ? 'was' : 'were'
    if (next >= send.count) return this.#neverFollowed(index, `${it} ${was} never sent`)
    const later = durationText((send.times[next] as number) - (send.dones[index] as number))
    const followed = `The next send, ${later} later,`
    const wanted = this.#stream.givenBytes(index).subarray(sizeOf(send, index))
    const { came, isAll } = this.#after(index, wanted.length)
    const compared = Math.min(wanted.length, came.length)
    if (compared > 0) {
      const isSame = wanted.subarray(0, compared).every((byte, k) => byte === came[k])
      if (!isSame) return `${followed} began with other bytes, so the stream goes on without them there.`
      if (compared === left)
        return `${followed} began with exactly ${left === 1 ? 'that byte' : 'those bytes'}.`
      return isAll && compared < wanted.length
        ? `${followed} began with the first ${counted(compared, 'byte')} of them, and no other send followed.`
        : `${followed} began with the first ${counted(compared, 'byte')} of them; the log has no more to compare.`
    }
    const nextPlace = this.#writes.placeOf(next)
    const gave = nextPlace === undefined ? sizeOf(send, next) : this.#writes.given(nextPlace)
    return `${followed} gave ${counted(gave, 'byte')}; the log does not have the bytes that were left, so it cannot tell whether ${it} ${was} among them.`
  }

  #neverFollowed(index: number, neverSent: string): string {
    const closed = this.#stream.calls?.end.closed
    if (!closed) return 'No send followed it in this log.'
    const later = durationText(closed.time - (this.#stream.send.dones[index] as number))
    return `No send followed: the program called ${closed.name} ${later} later, so ${neverSent}.`
  }

  /** The first `count` bytes that the sends after `index` were given, as far as the log has them; `isAll`: there are no more. */
  #after(index: number, count: number): { readonly came: Uint8Array; readonly isAll: boolean } {
    const { send } = this.#stream
    const all = new Uint8Array(count)
    let filled = 0
    let next = index + 1
    // A short write was given more than the stream has of it, and a hole ends the comparison.
    for (; next < send.count && filled < count; next += 1) {
      const given = this.#stream.givenBytes(next)
      const piece = given.subarray(0, count - filled)
      all.set(piece, filled)
      filled += piece.length
      if (given.length === 0 || this.#writes.placeOf(next) !== undefined)
        return { came: all.subarray(0, filled), isAll: false }
    }
    return { came: all.subarray(0, filled), isAll: next >= send.count }
  }
}

// Puts IP fragments together again, within stated bounds (RFC 791, 3.2; RFC 8200, 4.5).
import type { Payload } from './payload.ts'
import { dissectTransport } from './transport.ts'

/** Datagrams in progress; when one more begins, the oldest is given up. */
export const MAX_DATAGRAMS = 256
/** A datagram whose first fragment came longer ago is given up, as Linux does. Seconds. */
export const MAX_AGE = 30
/** The most an IP datagram carries. Bytes. */
const MAX_DATAGRAM = 65_535
/** Fragments begin at multiples of this. Bytes. */
const UNIT = 8

/**
 * Holds copies of fragments until their datagram is whole. Of bytes that come twice the first are kept. Memory: at
 * most 256 datagrams of 64 KiB, with a mark for each 8 bytes.
 */
export class Reassembler {
  readonly #datagrams = new Map<string, Datagram>()
  #givenUp = 0

  /** Datagrams that were begun and then given up, for their age or for want of room. */
  get givenUp(): number {
    return this.#givenUp
  }

  /** Datagrams that wait for fragments. */
  get pending(): number {
    return this.#datagrams.size
  }

  /**
   * Takes what `dissect` left in `payload` with the problem `FRAGMENT`, met at `seconds` since the epoch. `true` when
   * this completes a datagram: `payload` then holds its TCP or UDP payload, and `payload.data` is no longer the
   * packet but the datagram put together, which is the caller's. `false` otherwise, with the problem in `payload`.
   */
  add(payload: Payload, seconds: number): boolean {
    this.#giveUpOld(seconds)
    const key = `${payload.sourceWords.join()}>${payload.destinationWords.join()} ${payload.protocol} ${payload.fragmentId} ${payload.ipVersion}`
    let datagram = this.#datagrams.get(key)
    if (!datagram) {
      datagram = new Datagram(seconds, payload.protocol)
      this.#datagrams.set(key, datagram)
      if (this.#datagrams.size > MAX_DATAGRAMS) this.#giveUpOldest()
    }
    if (!datagram.add(payload)) return false
    this.#datagrams.delete(key)
    const { total, protocol } = datagram
    // A copy of just its size: the room was made for what fragments said of their places, which may be far more.
    const bytes = datagram.bytes.slice(0, total)
    return dissectTransport(protocol, payload.lookAt(bytes), 0, total, total, payload)
  }

  #giveUpOld(seconds: number): void {
    for (const datagram of this.#datagrams.values()) {
      if (seconds - datagram.since <= MAX_AGE) return
      this.#giveUpOldest()
    }
  }

  #giveUpOldest(): void {
    for (const key of this.#datagrams.keys()) {
      this.#datagrams.delete(key)
      this.#givenUp++
      return
    }
  }
}

/** One datagram in progress. */
class Datagram {
  /** When its first fragment came, in seconds since the epoch. */
  readonly since: number
  /** IPv4's protocol or the first fragment's next header. */
  protocol: number
  /** The payload, as far as it is there; its whole length is `total`. */
  bytes = new Uint8Array(0)
  /** Known with the last fragment. */
  total = Infinity
  /** For each unit whether it is there; one more than there can be, which never is. */
  readonly #there = new Uint8Array(Math.ceil(MAX_DATAGRAM / UNIT) + 1)
  #count = 0

  constructor(since: number, protocol: number) {
    this.since = since
    this.protocol = protocol
  }

  /** Copies the fragment's bytes in; whether the datagram is now whole. A fragment that cannot be one is dropped. */
  add({ data, start, length, originalLength, fragmentOffset, moreFragments, protocol }: Payload): boolean {
    const end = fragmentOffset + length
    const isWhole = length === originalLength && length > 0 && end <= MAX_DATAGRAM
    if (!isWhole || (moreFragments && length % UNIT !== 0)) return false
    if (end > this.bytes.length) this.#grow(end)
    for (let offset = fragmentOffset; offset < end; offset += UNIT) {
      if (this.#there[offset / UNIT]) continue
      this.#there[offset / UNIT] = 1
      this.#count++
      const from = start + offset - fragmentOffset
      this.bytes.set(data.subarray(from, Math.min(from + UNIT, start + length)), offset)
    }
    if (fragmentOffset === 0) this.protocol = protocol
    if (!moreFragments) this.total = Math.min(this.total, end)
    return this.#count * UNIT >= this.total && this.#there.indexOf(0) * UNIT >= this.total
  }

  #grow(needed: number): void {
    const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2))
    grown.set(this.bytes)
    this.bytes = grown
  }
}

// Reassembles IP fragments, within stated limits (RFC 791, 3.2; RFC 8200, 4.5).
import type { Payload } from './payload.ts'
import { dissectTransport } from './transport.ts'
import { unpack } from './tunnels/unpack.ts'

/** The most datagrams in progress; when one more begins, the oldest is given up. */
export const MAX_DATAGRAMS = 256
/** A datagram whose first fragment came longer ago is given up, as in Linux. Seconds. */
export const MAX_AGE = 30
/** The most that an IP datagram carries. Bytes. */
const MAX_DATAGRAM = 65_535
/** Fragments begin at multiples of this. Bytes. */
const UNIT = 8

/**
 * Keeps copies of fragments until their datagram is whole. If bytes come twice, it keeps the first. Memory: at most 256
 * datagrams of 64 KiB, with a mark for each 8 bytes, and of each only the pages that have bytes.
 */
export class Reassembler {
  readonly #datagrams = new Map<string, Datagram>()
  #givenUp = 0

  /** Datagrams that were begun and then given up, because of their age or lack of room. */
  get givenUp(): number {
    return this.#givenUp
  }

  /** Datagrams that wait for fragments. */
  get pending(): number {
    return this.#datagrams.size
  }

  /**
   * Takes what `dissect` left in `payload` with the problem `FRAGMENT`, captured at `seconds` since the epoch. Returns
   * `true` if this completes a datagram: `payload` then holds its TCP or UDP payload, and `payload.data` is the
   * reassembled datagram instead of the packet, and belongs to the caller. Else `false`, with the problem in `payload`.
   */
  add(payload: Payload, seconds: number): boolean {
    this.#giveUpOld(seconds)
    const key = `${payload.sourceWords.join()}>${payload.destinationWords.join()} ${payload.protocol} ${payload.fragmentId} ${payload.ipVersion} ${payload.tunnelId} ${payload.pathId}`
    let datagram = this.#datagrams.get(key)
    if (!datagram) {
      datagram = new Datagram(seconds, payload.protocol)
      this.#datagrams.set(key, datagram)
      if (this.#datagrams.size > MAX_DATAGRAMS) this.#giveUpOldest()
    }
    if (!datagram.add(payload)) return false
    this.#datagrams.delete(key)
    const { total, protocol, bytes } = datagram
    const view = payload.lookAt(bytes)
    const found = unpack(view, payload, dissectTransport(protocol, view, 0, total, total, payload))
    // A tunnel's packet may have been a fragment before it was cut into these. It is shorter than they are, so this ends.
    return found || (payload.problem === 'FRAGMENT' && this.add(payload, seconds))
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

/** Payload bytes of one page: a whole number of units. */
const PAGE = 1_024
const UNITS = PAGE / UNIT

/** One datagram in progress. Its bytes are in pages, so that a fragment costs only its own size. */
class Datagram {
  /** When its first fragment came, in seconds since the epoch. */
  readonly since: number
  /** IPv4's protocol or the first fragment's next header. */
  protocol: number
  /** The payload's length in bytes; known with the last fragment. */
  total = Infinity
  /** A page's payload, and after it, for each unit, whether it is there. */
  readonly #pages: (Uint8Array | undefined)[] = []
  #count = 0

  constructor(since: number, protocol: number) {
    this.since = since
    this.protocol = protocol
  }

  /** The payload, once it is whole: a copy of exactly its size. */
  get bytes(): Uint8Array {
    const bytes = new Uint8Array(this.total)
    for (let at = 0; at < this.total; at += PAGE)
      bytes.set(this.#pageAt(at).subarray(0, Math.min(PAGE, this.total - at)), at)
    return bytes
  }

  /** Copies the fragment's bytes in, and drops an impossible fragment. Returns whether the datagram is now whole. */
  add({ data, start, length, originalLength, fragmentOffset, moreFragments, protocol }: Payload): boolean {
    const end = fragmentOffset + length
    const isWhole = length === originalLength && length > 0 && end <= MAX_DATAGRAM
    if (!isWhole || (moreFragments && length % UNIT !== 0)) return false
    for (let offset = fragmentOffset; offset < end; offset += UNIT) {
      const page = this.#pageAt(offset)
      const mark = PAGE + (offset % PAGE) / UNIT
      if (page[mark]) continue
      page[mark] = 1
      this.#count++
      const from = start + offset - fragmentOffset
      page.set(data.subarray(from, Math.min(from + UNIT, start + length)), offset % PAGE)
    }
    if (fragmentOffset === 0) this.protocol = protocol
    if (!moreFragments) this.total = Math.min(this.total, end)
    return this.#count * UNIT >= this.total && this.#isThere()
  }

  /** Whether every unit before the end is there. */
  #isThere(): boolean {
    for (let at = 0; at < this.total; at += PAGE) {
      const page = this.#pages[at / PAGE]
      const units = Math.min(UNITS, Math.ceil((this.total - at) / UNIT))
      const missing = page ? page.indexOf(0, PAGE) - PAGE : 0
      if (missing >= 0 && missing < units) return false
    }
    return true
  }

  #pageAt(offset: number): Uint8Array {
    return (this.#pages[Math.floor(offset / PAGE)] ??= new Uint8Array(PAGE + UNITS))
  }
}

// What became of a UDP stream's datagrams, as findings. Datagrams that simply arrived have none.
import { bisectLeft } from 'd3-array'
import { type DatagramFate, type DatagramFates, type Fate, grouped } from '@unstick/session'
import type { FoundColumn } from './finding-columns.ts'

export interface FoundFate extends Pick<DatagramFate, 'lane' | 'index' | 'text'> {
  readonly kind: 'fate'
  readonly title: string
}

/** Counts from 1, as people do. */
const titles: Readonly<Partial<Record<Fate, (number: number, gone: number) => string>>> = {
  truncated: (number, gone) => `Datagram ${number} was truncated: ${grouped(gone)} bytes are gone.`,
  lost: (number) => `Datagram ${number} was lost.`,
  refused: (number) => `Datagram ${number} was refused.`,
  reordered: (number) => `Datagram ${number} was overtaken by a later one.`,
  unread: (number) => `Datagram ${number} was not read.`,
}

/** Counts all at once and describes them one by one; valid until the session grows. */
export class FoundFates {
  readonly column: FoundColumn
  readonly #fates: DatagramFates

  /**
   * If the other end's calls are not in the log, nothing is found; the stream's notes say so once. A live log does not
   * count unread datagrams either, because they may still be read.
   */
  constructor(fates: DatagramFates, live: boolean) {
    const indices = fates.indicesOf((fate) => fate in titles && !(live && fate === 'unread'))
    this.column = { kind: 'fate', lane: fates.lane, count: indices.length, indices }
    this.#fates = fates
  }

  /** The finding for datagram `index`, if it has one. */
  of(index: number): FoundFate | undefined {
    const { indices, count } = this.column
    return indices[bisectLeft(indices, index, 0, count)] === index ? this.#fateAt(index) : undefined
  }

  *[Symbol.iterator](): Generator<FoundFate> {
    for (const index of this.column.indices) yield this.#fateAt(index)
  }

  #fateAt(at: number): FoundFate {
    const { fate, lane, index, gone, text } = this.#fates.at(at)
    return { kind: 'fate', lane, index, title: titles[fate]?.(index + 1, gone) ?? fate, text }
  }
}

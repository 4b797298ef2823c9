// A finding: one merge or split between two neighbouring lanes, with one plain sentence of why, from what was
// measured and no more.
import type { Lane } from '../lanes/lane.ts'
import type { LaneName } from '../lanes/lane-kinds.ts'
import type { Overlaps } from '../lanes/overlaps.ts'
import { counted, grouped } from '../lanes/quantity.ts'
import type { Group } from './groups.ts'

/** Why, as far as the measurements decide. */
export type FindingCause =
  /** Nagle's algorithm: small sends while earlier bytes were not yet acknowledged. */
  | 'nagle'
  /** Nagle's algorithm, while the other side kept back an acknowledgement that it could have sent. */
  | 'delayed-acknowledgement'
  /** As many segments on their way as the sender's congestion window lets through. */
  | 'congestion-window'
  /** The reader's TCP had announced no more room. */
  | 'full-window'
  /** A segment was lost and sent again, and what came after it waited for it. */
  | 'lost-segment'
  /** The bytes are more than one segment carries. */
  | 'mss'
  /** Everything a recv returned had been there before the reader called it. */
  | 'reader-late'
  /** Recvs that came back full: the limit was smaller than what had arrived. */
  | 'recv-limit'
  /** A recv that came back with less than its limit: it took what was there. */
  | 'arrived-in-pieces'
  /** One recv held several frames, or pieces of them. */
  | 'stuck'
  /** A frame's bytes came with several recvs. */
  | 'torn'
  /** Neither the log nor its times tell why. */
  | 'not-measured'

/** What a lane pair's own file says of one group. */
export interface Explanation {
  readonly cause: FindingCause
  /** The finding itself, one short sentence. */
  readonly title: string
  /** Why, from what was measured. */
  readonly text: string
}

/** What all findings between two neighbouring lanes have in common, and how one of them is told. */
export interface FindingPair {
  readonly between: readonly [LaneName, LaneName]
  /** The stream's name. */
  readonly stream: string
  /** The lane on which findings of each kind stand. */
  readonly on: Readonly<Record<'merge' | 'split', LaneName>>
  readonly explain: (kind: 'merge' | 'split', group: Group) => Explanation
}

/**
 * Its sentences are made when they are first asked for: there may be a hundred thousand findings, and a few are read.
 * They tell of the stream as it was found, so look for the findings anew when the stream has grown.
 */
export class Finding implements Explanation {
  readonly kind: 'merge' | 'split'
  readonly #pair: FindingPair
  readonly #group: Group
  #told: Explanation | undefined

  constructor(kind: 'merge' | 'split', pair: FindingPair, group: Group) {
    this.kind = kind
    this.#pair = pair
    this.#group = group
  }

  get between(): readonly [LaneName, LaneName] {
    return this.#pair.between
  }

  /** The stream's name. */
  get stream(): string {
    return this.#pair.stream
  }

  /** The lane and the interval it stands on: what was merged into, or what was split. */
  get lane(): LaneName {
    return this.#pair.on[this.kind]
  }

  get index(): number {
    return this.#group.index
  }

  /** How many intervals were merged, or how many pieces it was split into. */
  get count(): number {
    return this.#group.to - this.#group.from
  }

  /** Its sentences are not kept: whoever goes through the causes of all findings reads few of them. */
  get cause(): FindingCause {
    return (this.#told ?? this.#pair.explain(this.kind, this.#group)).cause
  }

  get title(): string {
    return this.#explanation.title
  }

  get text(): string {
    return this.#explanation.text
  }

  get #explanation(): Explanation {
    return (this.#told ??= this.#pair.explain(this.kind, this.#group))
  }
}

/** Bytes of one interval. */
export const sizeOf = (lane: Lane, index: number): number =>
  (lane.ends[index] as number) - (lane.starts[index] as number)

/** ` Send 3 is cut: 1,006 of 3,004 bytes are here.`, where a group's last piece is not the whole of its interval. */
export const cutText = (
  name: string,
  lane: Lane,
  overlaps: Overlaps,
  piece: number,
  index: number,
): string => {
  const here = (overlaps.ends[piece] as number) - (overlaps.starts[piece] as number)
  const whole = sizeOf(lane, index)
  return here === whole
    ? ''
    : ` ${name} ${index + 1} is cut: ${grouped(here)} of ${counted(whole, 'byte')} are here.`
}

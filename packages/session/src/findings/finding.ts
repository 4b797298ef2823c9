// A finding: one merge or split between two neighbouring lanes, or what befell one interval of a lane, with one plain
// sentence about the cause that uses only what was measured.
import type { Lane } from '../lanes/lane.ts'
import type { LaneName } from '../lanes/lane-kinds.ts'
import type { Overlaps } from '../lanes/overlaps.ts'
import { counted, grouped } from '../lanes/quantity.ts'
import type { Group } from './groups.ts'

/** The cause, as far as the measurements show it. */
export type FindingCause =
  /** Nagle's algorithm: small sends while earlier bytes were not yet acknowledged. */
  | 'nagle'
  /** Nagle's algorithm, while the other side delayed an acknowledgement that it could have sent. */
  | 'delayed-acknowledgement'
  /** As many segments were in flight as the sender's congestion window allows. */
  | 'congestion-window'
  /** The reader's TCP had announced no more room in its window. */
  | 'full-window'
  /** A segment was lost and sent again, and later segments waited for it. */
  | 'lost-segment'
  /** The bytes are more than one segment carries. */
  | 'mss'
  /** Everything that a recv returned had arrived before the reader called it. */
  | 'reader-late'
  /** Recvs returned as many bytes as their limit, because more had arrived. */
  | 'recv-limit'
  /** A recv returned less than its limit: it took what was there. */
  | 'arrived-in-pieces'
  /** One recv held several frames, or pieces of them. */
  | 'stuck'
  /** A frame's bytes came with several recvs. */
  | 'torn'
  /** The sender asked TCP to hold the bytes back until more came: MSG_MORE. */
  | 'more-announced'
  /** The sender asked TCP to send full segments only: TCP_CORK. */
  | 'corked'
  /** A recv was asked to wait until so many bytes were there: MSG_WAITALL, or SO_RCVLOWAT. */
  | 'waited-for-all'
  /** A send took fewer bytes than it was given. */
  | 'short-write'
  /** Neither the log nor its times show the cause. */
  | 'not-measured'

/** What a lane pair's file says about one group. */
export interface Explanation {
  readonly cause: FindingCause
  /** The finding itself, one short sentence. */
  readonly title: string
  /** The cause, from what was measured. */
  readonly text: string
}

export type FindingKind = 'merge' | 'split' | 'short-write'

/** What all findings of one kind on one lane have in common, and how to explain one. */
export interface FindingSource {
  readonly kind: FindingKind
  /** The neighbouring lanes between which they are; `undefined` for what one lane shows by itself. */
  readonly between: readonly [LaneName, LaneName] | undefined
  /** The stream's name. */
  readonly stream: string
  /** The lane that they are on. */
  readonly lane: LaneName
  readonly explain: (group: Group) => Explanation
}

/**
 * Its sentences are made when they are first asked for, because there may be a hundred thousand findings and a person
 * reads a few. They describe the stream as it was then, so get the findings again when the stream has grown.
 */
export class Finding implements Explanation {
  readonly #source: FindingSource
  readonly #group: Group
  #explained: Explanation | undefined

  constructor(source: FindingSource, group: Group) {
    this.#source = source
    this.#group = group
  }

  get kind(): FindingKind {
    return this.#source.kind
  }

  get between(): readonly [LaneName, LaneName] | undefined {
    return this.#source.between
  }

  /** The stream's name. */
  get stream(): string {
    return this.#source.stream
  }

  /** The lane and the interval it is on: the interval that others merged into, or that was split or cut short. */
  get lane(): LaneName {
    return this.#source.lane
  }

  get index(): number {
    return this.#group.index
  }

  /** How many intervals were merged, or how many pieces it was split into; 1 for a short write. */
  get count(): number {
    return this.#group.to - this.#group.from
  }

  /** Does not keep the sentences, because code that reads the causes of all findings needs few sentences. */
  get cause(): FindingCause {
    return (this.#explained ?? this.#source.explain(this.#group)).cause
  }

  get title(): string {
    return this.#explanation.title
  }

  get text(): string {
    return this.#explanation.text
  }

  get #explanation(): Explanation {
    return (this.#explained ??= this.#source.explain(this.#group))
  }
}

/** How many bytes one interval has. */
export const sizeOf = (lane: Lane, index: number): number =>
  (lane.ends[index] as number) - (lane.starts[index] as number)

/** ` Send 3 is cut: 1,006 of 3,004 bytes are here.`, if a group's last piece is only a part of its interval. */
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

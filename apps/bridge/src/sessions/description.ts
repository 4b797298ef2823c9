// Gives the blocks of a capture the description of a session, in the comments of its first section header.
import type { Blocks } from '@unstick/formats'
import { CaptureReader, spliceSectionComments } from '@unstick/pcapng'
import { findSessionHeader, printSessionHeader, type SessionHeader } from '@unstick/session'
import { refuseTooLong } from './refuse-too-long.ts'

/** Makes a session's description from its own, if it has one. `undefined`: no description. */
export type Describe = (own: SessionHeader | undefined) => SessionHeader | undefined

/** What takes the place of `length` bytes at `offset` of the blocks that were given. */
export interface Replacement {
  readonly offset: number
  readonly length: number
  readonly block: Uint8Array
}

/**
 * The first section header is given before the rest is known. A description that only a later section has (a run
 * that was appended to a capture) is known at the end, and `replacement` is what the first header should have been.
 */
export class Description {
  readonly #describe: Describe
  /** The first section header as it came and as it was given. */
  #first: { readonly offset: number; readonly came: Section; readonly given: Uint8Array } | undefined
  /** Bytes given before it. */
  #before = 0
  /** What the first section with a description says. */
  #own: SessionHeader | undefined

  constructor(describe: Describe) {
    this.#describe = describe
  }

  /** The same blocks, with a description. Throws `SESSION_HEADER_TOO_LONG`. */
  take({ pieces, comments = [] }: Blocks): readonly Uint8Array[] {
    const described = this.#first ? pieces : pieces.map((piece) => (this.#first ? piece : this.#look(piece)))
    for (const each of comments) this.#own ??= findSessionHeader(each)?.header
    return described
  }

  /** `undefined` if the header that was given is right. Throws `SESSION_HEADER_TOO_LONG`. */
  get replacement(): Replacement | undefined {
    if (!this.#first || !this.#own || findSessionHeader(this.#first.came.comments)) return undefined
    const { offset, came, given } = this.#first
    return { offset, length: given.length, block: this.#described(came, this.#own) }
  }

  #look(piece: Uint8Array): Uint8Array {
    const came = sectionOf(piece)
    if (!came) {
      this.#before += piece.length
      return piece
    }
    const given = this.#described(came)
    this.#first = { offset: this.#before, came, given }
    return given
  }

  #described({ block, comments }: Section, later?: SessionHeader): Uint8Array {
    const { header: own, from, to } = findSessionHeader(comments) ?? { header: undefined, from: 0, to: 0 }
    const header = this.#describe(own ?? later)
    if (!header || header === own) return block
    return refuseTooLong(() => spliceSectionComments(block, from, to, printSessionHeader(header)))
  }
}

/** A section header and the comments in it. */
interface Section {
  readonly block: Uint8Array
  readonly comments: readonly string[]
}

const sectionOf = (block: Uint8Array): Section | undefined => {
  let found: Section | undefined
  const reader = new CaptureReader({
    section: ({ comments = [] }) => (found ??= { block, comments }),
    packet: () => undefined,
  })
  reader.push(block)
  return found
}

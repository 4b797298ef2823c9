// One protocol's bytes, put together from its specification, and the lengths of its frames, counted there.
import type { Direction } from '../../src/index.ts'
import { hex, latin1 } from '../every-cut.ts'

export interface Protocol {
  readonly name: string
  /** The specification and its section. */
  readonly source: string
  readonly spec: string
  readonly bytes: Uint8Array
  /** Whole frames, in bytes. */
  readonly lengths: readonly number[]
  readonly side?: Direction
}

export const binary = (
  name: string,
  source: string,
  spec: string,
  bytes: string,
  lengths: readonly number[],
  side?: Direction,
): Protocol => ({ name, source, spec, bytes: hex(bytes), lengths, ...(side && { side }) })

export const text = (
  name: string,
  source: string,
  spec: string,
  bytes: string,
  lengths: readonly number[],
  side?: Direction,
): Protocol => ({ name, source, spec, bytes: latin1(bytes), lengths, ...(side && { side }) })

/** Characters as hex digits. */
export const characters = (sent: string): string => Buffer.from(sent, 'latin1').toString('hex')

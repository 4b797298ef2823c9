// A session's file for its readers: how far it is written, and whether more may come.
import type { BigIntStats } from 'node:fs'
import type { Refusal } from '../errors.ts'
import type { Change } from './change.ts'

export interface Log {
  readonly path: string
  /** How many bytes may be read. */
  readonly size: number
  /** Whether more may come. */
  readonly live: boolean
  /** Why a recording stopped early. */
  readonly trouble: Refusal | undefined
  /** Signals after each write and at the end. */
  readonly changed: Change
}

/** Identifies this very file. If a rename puts another file under the same path, that one has another version. */
export const versionOf = ({ ino, birthtimeNs }: BigIntStats): string =>
  `${ino.toString(36)}-${birthtimeNs.toString(36)}`

// A session's file as its readers know it: how far it is written, and whether more may come.
import type { BigIntStats } from 'node:fs'
import type { Refusal } from '../errors.ts'
import type { Change } from './change.ts'

export interface Log {
  readonly path: string
  /** Bytes that may be read. */
  readonly size: number
  /** Whether more may come. */
  readonly live: boolean
  /** Why a recording stopped early. */
  readonly trouble: Refusal | undefined
  /** Told after each write and at the end. */
  readonly changed: Change
}

/** Names this very file: another one under the same path, as a rename writes it, has another version. */
export const versionOf = ({ ino, birthtimeNs }: BigIntStats): string =>
  `${ino.toString(36)}-${birthtimeNs.toString(36)}`

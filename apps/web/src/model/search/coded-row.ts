// Items with a code, in the order of their bytes.
import type { Lane } from '@unstick/session'
import type { Range } from './find-bytes.ts'
import type { Row } from './in-order.ts'

/** A stream's items with a code. They are described one by one, because a finding's cause has to be worked out. */
export interface CodedRow extends Row {
  readonly codeOf: (index: number) => string
  readonly findingAt: (index: number) => Coded
}

/** Where a code occurs, which bytes it is about, and its sentence. */
export interface Coded extends Range {
  readonly lane: Lane
  readonly index: number
  readonly says: string
}

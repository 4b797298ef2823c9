// Things with a code, in the order of their bytes.
import type { Lane } from '@unstick/session'
import type { Range } from './find-bytes.ts'
import type { Row } from './in-order.ts'

/** Things of a stream that have a code; told one by one, for a finding's cause has to be worked out. */
export interface CodedRow extends Row {
  readonly codeOf: (index: number) => string
  readonly told: (index: number) => Coded
}

/** Where a code stands, which bytes it is about, and what it says. */
export interface Coded extends Range {
  readonly lane: Lane
  readonly index: number
  readonly says: string
}

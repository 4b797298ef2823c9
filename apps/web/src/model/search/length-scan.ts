// The search for sizes: goes over all lanes of a stream together, in stream order.
import type { Lane } from '@unstick/session'
import { lengthHit } from './hit.ts'
import { earliest, type Row } from './in-order.ts'
import type { Sought } from './query.ts'
import type { Scan, Scene } from './scan.ts'

/** Intervals between two progress reports. */
const STRIDE = 4_096

type Length = Extract<Sought, { by: 'length' }>

/** With framing off, messages are the recvs, so they are searched only when the query names messages. */
export const lengthScan = ({ framed }: Pick<Scene, 'framed'>, { lane, least, most }: Length): Scan => ({
  *through(stream) {
    const lanes: Lane[] = stream.lanes.filter(({ kind }) => lane === undefined || lane === kind)
    const messages = lane === undefined || lane === 'message' ? framed(stream) : undefined
    if (messages && (lane === 'message' || !messages.naive)) lanes.push(messages.lane)
    const rows = lanes.map(rowOf)
    let looked = 0
    for (let row = earliest(rows); row; row = earliest(rows)) {
      const { lane: here } = row
      const start = here.starts[row.at] as number
      const size = (here.ends[row.at] as number) - start
      if (size >= least && size <= most) yield lengthHit(stream, here, row.at)
      row.at += 1
      looked += 1
      if (looked % STRIDE === 0) yield start
    }
  },
})

const rowOf = (lane: Lane): Row & { readonly lane: Lane } => ({
  at: 0,
  // A lane may grow during the search; intervals that arrive meanwhile are not searched.
  count: lane.count,
  startOf: (index) => lane.starts[index] as number,
  lane,
})

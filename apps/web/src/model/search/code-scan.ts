// The search for codes: why bytes stuck or were split, what became of datagrams, where a framing failed, and the errors
// that calls returned. Each hit is on the interval that it is about.
import { findFindings, type Framed, type Lane, laneIndexAt, type Stream } from '@unstick/session'
import { laneNamed } from '../lanes/lanes.ts'
import type { Coded, CodedRow } from './coded-row.ts'
import { FailedCalls } from './failed-calls.ts'
import { codeHit } from './hit.ts'
import { earliest } from './in-order.ts'
import type { Scan, Scene } from './scan.ts'

/** Codes between two progress reports. They are few because each code may need a sentence. */
const STRIDE = 256

/** `wanted`: whether a code belongs among the hits. */
export const codeScan = (scene: Scene, wanted: (code: string) => boolean): Scan => {
  const codes = new Map<string, number>()
  const calls = new FailedCalls(scene.session)
  const count = (code: string): boolean => {
    codes.set(code, (codes.get(code) ?? 0) + 1)
    return wanted(code)
  }
  return {
    codes,
    *through(stream) {
      const framed = scene.framed(stream)
      const rows = [
        ...(framed ? [...findingRows(stream, framed), errorRow(stream, framed)] : []),
        fateRow(scene, stream),
        calls.row(stream),
      ]
      let looked = 0
      for (let row = earliest(rows); row; row = earliest(rows)) {
        const code = row.codeOf(row.at)
        if (count(code)) {
          const { lane, index, says, ...range } = row.findingAt(row.at)
          yield codeHit({ stream, lane, index, code, says, ...range })
        }
        row.at += 1
        looked += 1
        if (looked % STRIDE === 0) yield row.startOf(row.at - 1)
      }
    },
    *elsewhere() {
      for (const { code, hit } of calls.elsewhere()) if (count(code)) yield hit
    },
  }
}

/**
 * Findings come lane pair by lane pair, each in stream order. So a row ends where the next finding begins before it.
 */
const findingRows = (stream: Stream, framed: Framed): CodedRow[] => {
  const findings = findFindings(stream, framed)
  const lanes = [...stream.lanes, framed.lane]
  const startOf = (index: number): number => {
    const finding = findings[index]
    return finding ? (laneNamed(lanes, finding.lane).starts[finding.index] as number) : Infinity
  }
  const rows: CodedRow[] = []
  for (let from = 0, to = 1; from < findings.length; to += 1) {
    if (to < findings.length && startOf(to) >= startOf(to - 1)) continue
    rows.push({
      at: from,
      count: to,
      startOf,
      codeOf: (index) => findings[index]?.cause ?? '',
      findingAt: (index) => {
        const { lane, index: interval, title, text } = at(findings, index)
        return { ...whole(laneNamed(lanes, lane), interval), says: `${title} ${text}` }
      },
    })
    from = to
  }
  return rows
}

/** Where the framing failed: on the interval in which the frame began, covering all unframed bytes. */
const errorRow = (stream: Stream, framed: Framed): CodedRow => {
  const { source, error, failures, held } = framed
  const missing = framed.findMissing()
  const places = [...failures]
  const toTheEnd = { time: 0, end: stream.length }
  if (error) places.push({ ...toTheEnd, start: error.offset, code: error.code, message: error.message })
  else if (missing)
    places.push({
      ...toTheEnd,
      start: missing.start - held,
      code: 'BYTES_MISSING',
      message: `Bytes ${missing.start} to ${missing.end} are not in the log yet; what comes after them waits.`,
    })
  return {
    at: 0,
    count: source.count === 0 ? 0 : places.length,
    startOf: (index) => at(places, index).start,
    codeOf: (index) => at(places, index).code,
    findingAt: (index) => {
      const { start, end, message } = at(places, index)
      return {
        lane: source,
        index: Math.min(source.count - 1, laneIndexAt(source, start)),
        start,
        end,
        says: message,
      }
    },
  }
}

/** While the log goes on, an unread datagram may still be read. */
const fateRow = ({ session, live }: Scene, stream: Stream): CodedRow => {
  const fates = session.fates(stream)
  const indices = fates.indicesOf((fate) => fate !== 'delivered' && !(live && fate === 'unread'))
  const lane = laneNamed(stream.lanes, fates.lane)
  return {
    at: 0,
    count: indices.length,
    startOf: (row) => lane.starts[at(indices, row)] as number,
    codeOf: (row) => fates.fateOf(at(indices, row)),
    findingAt: (row) => ({ ...whole(lane, at(indices, row)), says: fates.at(at(indices, row)).text }),
  }
}

/** An interval and all of its bytes. */
const whole = (lane: Lane, index: number): Omit<Coded, 'says'> => ({
  lane,
  index,
  start: lane.starts[index] as number,
  end: lane.ends[index] as number,
})

/** Callers only ask a row for indices that it has. */
const at = <Each>(all: ArrayLike<Each>, index: number): Each => all[index] as Each

import { parseFraming } from '@unstick/framing'
import { Session } from '@unstick/session'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tcpBlocks } from '../../../../../packages/session/test/random-logs.ts'
import { momentOf } from '../lanes/moments.ts'
import { ShownStream } from '../stream/shown-stream.ts'

const seed = 20_261_124

test(`stepping visits every interval with findings in order of time, round and round, both ways (seed ${seed})`, () => {
  const parsed = parseFraming('fixed:4')
  if (!parsed.ok) throw new Error(parsed.error.message)
  const { spec } = parsed
  fc.assert(
    fc.property(tcpBlocks, (blocks) => {
      const session = new Session()
      for (const block of blocks) session.push(block)
      const [stream] = session.streams
      if (!stream) return
      const { findings, subject } = new ShownStream({ session, streams: [stream], spec, live: false })
      const names = [...findings].map(({ lane, index }) => `${lane} ${index}`)
      const sorted = subject.lanes
        .flatMap((lane) =>
          Array.from({ length: lane.count }, (_, index) => ({
            lane: lane.name,
            index,
            time: momentOf(lane, index),
          })),
        )
        .sort((a, b) => a.time - b.time)
      const wanted = sorted.flatMap(({ lane, index }) =>
        names.includes(`${lane} ${index}`) ? [{ lane, index }] : [],
      )
      expect(findings.step(undefined, 1)).toEqual(wanted[0])
      expect(findings.step(undefined, -1)).toEqual(wanted.at(-1))
      wanted.forEach((each, k) => {
        expect(findings.step(each, 1)).toEqual(wanted[(k + 1) % wanted.length])
        expect(findings.step(each, -1)).toEqual(wanted.at(k - 1))
        expect(findings.of(each)).toHaveLength(
          names.filter((name) => name === `${each.lane} ${each.index}`).length,
        )
      })
      // From an interval without findings to the next one.
      sorted.forEach(({ lane, index }, k) => {
        const after = sorted.slice(k + 1).find((each) => names.includes(`${each.lane} ${each.index}`))
        if (after) expect(findings.step({ lane, index }, 1)).toEqual({ lane: after.lane, index: after.index })
      })
    }),
    { seed, numRuns: 100 },
  )
})

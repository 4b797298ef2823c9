// Paths of three and of seven lanes, made from runs that the lab recorded: one run on the plain loopback, where nothing
// is captured, and two runs of the same bytes on private networks, one after the other as through a relay.
import { readFileSync } from 'node:fs'
import { parseFraming } from '@unstick/framing'
import { frameStream, Path, Session } from '../src/index.ts'

export interface RecordedPath {
  readonly session: Session
  readonly path: Path
}

/** send, recv, message. */
export const threeLanes = (): RecordedPath => {
  const session = recorded('loopback')
  const [stream] = session.streams
  if (!stream) throw new Error('the recorded run has no stream')
  return { session, path: new Path([stream], frameStream(stream, framing)) }
}

/** send, segment, recv, send, segment, recv, message: the first reader took 16 bytes at a time, the second 1,024. */
export const sevenLanes = (): RecordedPath => {
  const session = recorded('two-runs')
  const [first, second] = session.streams
  if (!first || !second) throw new Error('the recorded runs have not two streams')
  return { session, path: new Path([first, second], frameStream(second, framing)) }
}

const parsed = parseFraming('struct:!I')
if (!parsed.ok) throw new Error(parsed.error.message)
const framing = parsed.spec

const recorded = (name: string): Session => {
  const session = new Session()
  session.push(readFileSync(new URL(`recorded/${name}.pcapng`, import.meta.url)))
  session.end()
  return session
}

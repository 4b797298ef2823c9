// Subjects of paths with three and seven lanes, made from the recorded runs of packages/session's own tests.
import { ShownStream } from '../src/model/stream/shown-stream.ts'
import {
  type RecordedPath,
  sevenLanes as sevenRecorded,
  threeLanes as threeRecorded,
} from '../../../packages/session/test/recorded-paths.ts'

export const threeLanes = (): ShownStream => shownOf(threeRecorded())
export const sevenLanes = (): ShownStream => shownOf(sevenRecorded())

const shownOf = ({ session, path }: RecordedPath): ShownStream => {
  if (!path.framed) throw new Error('the path is not framed')
  return new ShownStream({
    session,
    streams: path.streams,
    spec: path.framed.spec,
    live: false,
    end: 'whole',
  })
}

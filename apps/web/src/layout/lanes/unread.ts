// The end of the recv lane: bytes that were sent and that no recv returned.
import { grouped } from '@unstick/session'
import { lastOfKind } from '../../model/lanes/lanes.ts'
import type { Stretch } from '../layout.ts'
import type { Scale } from '../axis/scale.ts'
import type { Subject } from '../../model/stream/subject.ts'

/** If no recv was observed there is no recv lane, and the session's notes say what was not read. */
export const layOutUnread = ({ unread, lanes }: Subject, scale: Scale): Stretch | undefined =>
  unread && lastOfKind(lanes, 'recv').count > 0
    ? {
        x0: scale.px(unread.start),
        x1: scale.px(unread.end),
        text: `${grouped(unread.end - unread.start)} B not read`,
      }
    : undefined

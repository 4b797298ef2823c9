// A session's outcome in a sentence or two, for screen readers.
import { counted } from '@unstick/session'
import type { Summary } from '../model/session/summary.ts'

export const outcome = ({ header, counts, findings, framingError, problem }: Summary): string => {
  const said = [
    counted(counts.sends, 'send'),
    counted(counts.recvs, 'recv'),
    counted(counts.messages, 'message'),
  ]
  const first = findings[0]?.title ?? 'Nothing merged or split.'
  const trouble = [framingError, problem].filter((text) => text !== undefined)
  return [`${header?.title ?? 'The session'}: ${said.join(', ')}.`, first, ...trouble].join(' ')
}

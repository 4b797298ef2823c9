// A session's id: its file's name without `.pcapng`. It is safe as a file name and cannot lead elsewhere.
import { refusal } from '../errors.ts'

const pattern = /^[A-Za-z0-9][A-Za-z0-9 ._+()-]{0,150}$/
const timePattern = /^(\d{4}-\d{2}-\d{2}T)(\d{2})(\d{2})(\d{2}\.\d{3}Z)/

export const isSessionId = (text: string): boolean => pattern.test(text)

/** Throws `SESSION_ID_MALFORMED`: an id has no separators and no leading dot, so it cannot leave the folder. */
export const checkSessionId = (text: string): string => {
  if (!isSessionId(text)) throw refusal('SESSION_ID_MALFORMED', text.slice(0, 200))
  return text
}

/** `2026-11-22T143012.345Z-hello-world`: sorts by time and has no colon, which some file systems refuse. */
export const makeSessionId = (milliseconds: number, name: string): string => {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-|-$/g, '')
  const time = new Date(milliseconds).toISOString().replaceAll(':', '')
  return slug === '' ? time : `${time}-${slug}`
}

/** When the session was made, in milliseconds since the epoch; `undefined` for a name that does not say. */
export const timeOfSessionId = (id: string): number | undefined => {
  const match = timePattern.exec(id)
  if (!match) return undefined
  const [, day = '', hours = '', minutes = '', seconds = ''] = match
  const time = Date.parse(`${day}${hours}:${minutes}:${seconds}`)
  return Number.isNaN(time) ? undefined : time
}

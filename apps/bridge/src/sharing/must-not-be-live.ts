// Refuses to touch what another process records.
import { refusal } from '../errors.ts'

/**
 * `live`: the recordings of other processes by their marks' names, each with its process, or 0 if it belongs to another
 * user. Throws `SESSION_LIVE`, which calls the recording `session`.
 */
export const mustNotBeLive = (live: ReadonlyMap<string, number>, name: string, session = name): void => {
  const pid = live.get(name)
  if (pid === undefined) return
  const who = pid > 0 ? `process ${pid}` : 'another user'
  throw refusal('SESSION_LIVE', session, `${who} records it, so stop it there first`)
}

// Names of ports and streams in a plan of framings that no connection of the session bears, because a wrong one frames nothing.
import { namesOf, type Session } from '@unstick/session'

export const absentNames = (
  session: Pick<Session, 'streams'> | undefined,
  names: readonly string[],
): readonly string[] => {
  const absent = new Set(names)
  for (const stream of session?.streams ?? []) {
    if (absent.size === 0) break
    for (const name of namesOf(stream)) absent.delete(name)
  }
  return [...absent]
}

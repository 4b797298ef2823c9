// The sessions whose guess a person has dismissed. This browser remembers the last ones.
import { keep, recall } from '../ui/browser-memory.ts'

const KEY = 'unstick.dismissed-guesses'
const MOST = 100

const all = (): readonly string[] => (recall(KEY) ?? '').split('\n').filter((session) => session !== '')

export const isDismissed = (session: string): boolean => all().includes(session)

export const rememberDismissed = (session: string): void =>
  keep(KEY, [session, ...all().filter((other) => other !== session)].slice(0, MOST).join('\n'))

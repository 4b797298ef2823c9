// What a session's ports look like, in few words.
import { capitalized, counted } from '@unstick/session'
import type { Guess } from './spec-field.svelte.ts'

/** With more ports than this, how many messages fit is left to the field's panel. */
const FEW = 2

/** For a line: `Port 5432 looks like PostgreSQL, 6379 like Redis, 80 like HTTP/1.1.` */
export const guessLine = ({ says, byPort }: Guess): string => {
  if (!byPort || byPort.ports.length <= FEW) return `${capitalized(says)}.`
  const looks = byPort.ports.map(({ port, title }, k) => `${port} ${k === 0 ? 'looks ' : ''}like ${title}`)
  return `Port ${looks.join(', ')}.`
}

/** `Nothing fits 8 other ports.` */
export const othersWords = ({ byPort }: Guess): string | undefined =>
  byPort && byPort.others > 0 ? `Nothing fits ${counted(byPort.others, 'other port')}.` : undefined

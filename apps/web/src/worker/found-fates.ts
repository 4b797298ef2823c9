// What became of a UDP stream's datagrams, as findings: only of those that did not simply arrive.
import { type DatagramFate, type Fate, grouped } from '@unstick/session'

export interface FoundFate extends Pick<DatagramFate, 'lane' | 'index' | 'text'> {
  readonly kind: 'fate'
  readonly title: string
}

/** The first is 1, as people count. */
const titles: Readonly<Partial<Record<Fate, (number: number, gone: number) => string>>> = {
  truncated: (number, gone) => `Datagram ${number} was truncated: ${grouped(gone)} bytes are gone.`,
  lost: (number) => `Datagram ${number} was lost.`,
  refused: (number) => `Datagram ${number} was refused.`,
  reordered: (number) => `Datagram ${number} was overtaken by a later one.`,
  unread: (number) => `Datagram ${number} was not read.`,
}

/**
 * Where the other end's calls are not in the log, nothing is found; the stream's notes say so once. While the log
 * goes on, what was not read yet may still be.
 */
export const foundFates = (fates: readonly DatagramFate[], live: boolean): FoundFate[] =>
  fates.flatMap(({ fate, lane, index, gone, text }) => {
    const title = titles[fate]
    return title && !(live && fate === 'unread')
      ? [{ kind: 'fate' as const, lane, index, title: title(index + 1, gone), text }]
      : []
  })

// What the session on screen can be exported as: the menu's words, and where each file comes from.
import { type ExportKind, exportName, holesFor, MAX_HTML_SESSION } from '@unstick/session'
import type { Panes } from '../pane/panes.svelte.ts'
import { bridge } from '../bridge/bridge.ts'
import { sizeText } from '../sessions/session-words.ts'

export interface Choice {
  readonly kind: ExportKind
  readonly name: string
  readonly note: string
  /** The saved file's name. */
  readonly file: string
  /** Its path on the bridge. Without one, the file is made from memory. */
  readonly path: string | undefined
  /** Whether the note says why it is not available. */
  readonly refused: boolean
}

/** `missing`: bytes of the shown stream that are on no lane. */
export const choices = ({ active, file }: Panes, missing: number): Choice[] => {
  const { session, unkept } = active
  const { summary, connection } = active.reader
  if (session === undefined || !summary) return []
  const { stream, size, framing } = summary
  /** What the bridge does not have is made from memory, after all of it has been read. */
  const here = file !== undefined || unkept
  const partly = here && connection.state !== 'ended'
  const choice = (kind: ExportKind, name: string, note: string, refused = false): Choice => ({
    kind,
    name,
    note: partly ? 'the file is still being read' : note,
    file: exportName(kind, session, stream),
    path: here ? undefined : bridge.exportPath(session, kind, { stream, framing }),
    refused: refused || partly,
  })
  const name = summary.shown?.name ?? ''
  const holes = { zeros: 'are zeros', skip: 'are left out: what follows them moves forward' } as const
  const never = `; ${missing.toLocaleString('en')} were never captured and ${holes[holesFor(missing)]}`
  const tooLarge = size > MAX_HTML_SESSION
  return [
    // The person already has a file that was dropped here.
    ...(unkept
      ? []
      : [choice('pcapng', 'Session (pcapng, opens in Wireshark)', `all streams, ${sizeText(size)}`)]),
    choice('raw', 'This stream’s bytes', `${name}${missing === 0 ? '' : never}`),
    choice(
      'frames',
      'Messages as JSON lines',
      framing === 'none'
        ? 'of this stream, one a recv: framing is off'
        : `of this stream, framed by ${framing}`,
    ),
    ...(here
      ? []
      : [
          choice(
            'html',
            'A page that opens anywhere (HTML)',
            tooLarge
              ? `for sessions of at most ${sizeText(MAX_HTML_SESSION)}; this one has ${sizeText(size)}`
              : 'the session and this viewer in one file, offline',
            tooLarge,
          ),
        ]),
  ]
}

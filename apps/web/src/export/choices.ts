// What the session on screen can be exported as: the menu's words, and where each file comes from.
import { type Exporter, type ExportKind, exporters, exportName, MAX_HTML_SESSION } from '@unstick/formats'
import { holesFor } from '@unstick/session'
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
  const about = {
    size,
    framing: summary.shown?.framing ?? framing,
    missing,
    stream: summary.shown?.name ?? '',
  }
  return exporters
    .filter((exporter) => isOffered(exporter, here, unkept))
    .map((exporter) => ({
      kind: exporter.kind,
      name: exporter.label,
      note: partly ? 'the file is still being read' : noteOf(exporter, about),
      file: exportName(exporter, session, stream),
      path: here ? undefined : bridge.exportPath(session, exporter.kind, { stream, framing }),
      refused: partly || (exporter.kind === 'html' && size > MAX_HTML_SESSION),
    }))
}

/** Only the bridge has the built viewer, and the person already has a file that was dropped here. */
const isOffered = ({ kind, needsViewer }: Exporter, here: boolean, unkept: boolean): boolean =>
  !(here && needsViewer) && !(unkept && kind === 'pcapng')

interface About {
  readonly size: number
  readonly framing: string
  readonly missing: number
  /** The shown stream's name. */
  readonly stream: string
}

/** The note below an export's name. A kind without its own words says only what it exports. */
const noteOf = ({ kind, of }: Exporter, { size, framing, missing, stream }: About): string => {
  switch (kind) {
    case 'raw':
      return missing === 0
        ? stream
        : `${stream}; ${missing.toLocaleString('en')} were never captured and ${holes[holesFor(missing)]}`
    case 'frames':
      return framing === 'none'
        ? 'of this stream, one per recv, because framing is off'
        : `of this stream, framed by ${framing}`
    case 'html':
      return size > MAX_HTML_SESSION
        ? `for sessions of at most ${sizeText(MAX_HTML_SESSION)}; this one has ${sizeText(size)}`
        : 'the session and this viewer in one file, offline'
    default:
      return of === 'stream' ? stream : `all streams, ${sizeText(size)}`
  }
}

const holes = { zeros: 'are zeros', skip: 'are left out: what follows them moves forward' } as const

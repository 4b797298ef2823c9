// Exports a session from memory, for a page that has no bridge to ask.
import { exporterOf, exporters, type ExportSource, type ExportWithoutViewer } from '@unstick/formats'
import { frameStream, holesFor, missingBytes, type Session } from '@unstick/session'
import type { ShownStream } from '../stream/shown-stream.ts'
import { GrowingBlob } from './growing-blob.ts'
import type { OpenedSession } from './opened-session.ts'

/** Exports the shown stream under the shown framing. Empty if the export needs a stream and none is shown. */
export const exportBlob = async (opened: OpenedSession, kind: ExportWithoutViewer): Promise<Blob> => {
  const { of, mediaType, write } = exporterOf(kind)
  const shown = of === 'stream' ? opened.look() : undefined
  const blob = new GrowingBlob(mediaType)
  if (of === 'stream' && !shown) return blob.whole()
  for await (const piece of await write(sourceOf(opened.session, shown))) blob.push(piece)
  return blob.whole()
}

/** Loads what exports without the viewer need, before anybody asks for one. */
export const loadExporters = async (): Promise<void> => {
  for (const { needsViewer, load } of exporters.map(({ kind }) => exporterOf(kind)))
    if (!needsViewer) await load?.()
}

const sourceOf = (session: Session, shown: ShownStream | undefined): ExportSource => {
  const theShown = (): Promise<ShownStream> =>
    shown ? Promise.resolve(shown) : Promise.reject(new Error('an export of a session asked for a stream'))
  return {
    name: session.header?.title ?? '',
    log: () => session.log(),
    stream: async () => {
      const { stream } = await theShown()
      return { stream, holes: holesFor(missingBytes(stream)) }
    },
    messages: async () => {
      const { framed, stream, spec } = await theShown()
      return { session, framed: [framed ?? frameStream(stream, spec)] }
    },
  }
}

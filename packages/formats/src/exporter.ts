// What an exporter is: it writes a session, or one stream of it, in one format.
import type { Framed, Holes, Session, Stream } from '@unstick/session'
import type { Pieces } from './importer.ts'

/** What an app gives of the session; it prepares only what an exporter asks for, and refuses what it cannot give. */
export interface ExportSource {
  /** What the session is called. */
  readonly name: string
  /** All of it as pcapng. */
  readonly log: () => Pieces<Uint8Array>
  /** The stream that is exported, and what takes the place of bytes that were never captured. */
  readonly stream: () => Promise<{ readonly stream: Stream; readonly holes: Holes }>
  /** The streams that are exported, cut into messages. */
  readonly messages: () => Promise<{ readonly session: Session; readonly framed: readonly Framed[] }>
  /** Only for an exporter with `needsViewer`. */
  readonly viewer?: () => Promise<Viewer>
}

/** The built viewer, into which a session is put. */
export interface Viewer {
  /** Its page before and after the session. */
  readonly before: string
  readonly after: string
  /** gzip of `log`, in pieces of base64. */
  readonly pack: (log: Pieces<Uint8Array>) => AsyncIterable<string>
}

export interface Exporter {
  /** Its name in addresses and options. */
  readonly kind: string
  readonly mediaType: string
  /** With the dot. */
  readonly extension: string
  readonly of: 'session' | 'stream'
  /** Its name in the page's menu. */
  readonly label: string
  /** What the command line says of its option. */
  readonly usage: string
  /** It puts the built viewer into what it writes, which an exported page itself does not have. */
  readonly needsViewer?: true
  /** Loads the code that `write` needs. Left out: it comes with the exporter. */
  readonly load?: () => Promise<unknown>
  /** Rejects before the first piece with what the source refuses. */
  readonly write: (source: ExportSource) => Promise<Pieces<Uint8Array | string>>
}

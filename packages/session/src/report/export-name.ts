// What can be exported from a session, and the names of the exported files.

export const exportKinds = ['pcapng', 'raw', 'frames', 'html'] as const

/** The log itself, one stream's bytes, its messages as JSON lines, or a page with the session and its viewer. */
export type ExportKind = (typeof exportKinds)[number]

/** `hello.pcapng`, `hello.stream-1.bin`: `name` is the session's, `stream` its index (counted from 0). */
export const exportName = (kind: ExportKind, name: string, stream: number): string => {
  switch (kind) {
    case 'pcapng':
      return `${name}.pcapng`
    case 'raw':
      return `${name}.stream-${stream + 1}.bin`
    case 'frames':
      return `${name}.stream-${stream + 1}.jsonl`
    case 'html':
      return `${name}.html`
  }
}

/** The largest session for an HTML page, in bytes, because larger ones hang browsers. */
export const MAX_HTML_SESSION = 256 * 1024 * 1024

// What of a session can be exported, and what the file with it is called.

export const exportKinds = ['pcapng', 'raw', 'frames', 'html'] as const

/** The log itself, one stream's bytes, its messages as JSON lines, or a page that holds the session and its viewer. */
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

/** The largest session that an HTML page holds, in bytes: larger ones hang browsers. */
export const MAX_HTML_SESSION = 256 * 1024 * 1024

// The session in an exported HTML file: its name, and its bytes (gzip, in pieces of base64).

export interface SessionInFile {
  readonly name: string
  /** The next piece, which is then forgotten; `undefined` after the last. */
  readonly next: () => string | undefined
}

/** Reads what the bridge's `htmlPage` wrote after the page. */
export const sessionInFile = (document: Document): SessionInFile => {
  const about: unknown = JSON.parse(document.getElementById('about')?.textContent ?? '{}')
  const name = typeof about === 'object' && about !== null && 'name' in about ? String(about.name) : 'session'
  const pieces = document.getElementsByClassName('piece')
  return {
    name,
    next: () => {
      const [piece] = pieces
      // The collection is live: a removed element is no longer in it.
      piece?.remove()
      return piece?.textContent ?? undefined
    },
  }
}

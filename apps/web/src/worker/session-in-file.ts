// The session in an exported HTML file: what it is called, and its bytes (gzip, in pieces of base64).

export interface SessionInFile {
  readonly name: string
  /** The next piece; it is forgotten here. `undefined` behind the last. */
  readonly next: () => string | undefined
}

/** Reads what the bridge's `htmlPage` wrote behind the page. */
export const sessionInFile = (document: Document): SessionInFile => {
  const about: unknown = JSON.parse(document.getElementById('about')?.textContent ?? '{}')
  const name = typeof about === 'object' && about !== null && 'name' in about ? String(about.name) : 'session'
  const pieces = document.getElementsByClassName('piece')
  return {
    name,
    next: () => {
      const [piece] = pieces
      // The collection is live: what is removed is no longer in it.
      piece?.remove()
      return piece?.textContent ?? undefined
    },
  }
}

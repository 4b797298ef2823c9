// What this browser keeps for the page from one visit to the next. Some keep nothing, for files and frames above all:
// then a page simply begins anew.

export const recall = (key: string): string | null => attempt(() => localStorage.getItem(key)) ?? null

/** `undefined` forgets. */
export const keep = (key: string, text: string | undefined): void => {
  attempt(() => {
    if (text === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  })
}

const attempt = <Result>(what: () => Result): Result | undefined => {
  try {
    return what()
  } catch (error) {
    // SecurityError and QuotaExceededError (HTML, 12.2).
    if (error instanceof DOMException) return undefined
    throw error
  }
}

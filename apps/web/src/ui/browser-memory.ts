// What this browser stores for the page between visits. Some browsers store nothing, especially for files and frames.
// The page then starts afresh each time.

export const recall = (key: string): string | null => attempt(() => localStorage.getItem(key)) ?? null

/** `undefined` deletes the value. */
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

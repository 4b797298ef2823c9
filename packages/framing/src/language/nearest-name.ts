// The known name that somebody may have meant by an unknown one.

/** At most this many letters may be wrong, missing or too many; fewer in short names. */
const MOST = 2

/** The nearest known name, if it is near enough: `postgress` means `postgres`. */
export function nearest(text: string, known: readonly string[]): string | undefined {
  const most = Math.min(MOST, Math.floor(text.length / 3))
  const typed = text.toLowerCase()
  let best: string | undefined
  let least = most + 1
  for (const name of known) {
    const distance = editDistance(typed, name)
    if (distance < least) [best, least] = [name, distance]
  }
  return best ?? known.find((name) => typed.length >= 4 && name.startsWith(typed))
}

/** How many letters must be put in, taken out or replaced (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
    row = next
  }
  return row[b.length] ?? 0
}

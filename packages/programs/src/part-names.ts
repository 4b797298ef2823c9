// Names of the functions and constants of one part, if a program has several parts: each gets the part's number.

/** What the names of a language are, and what of its text holds none of them: strings and comments. */
export const numbered = (text: string, names: readonly string[], part: number, apart?: RegExp): string => {
  const name = `\\b(?:${names.join('|')})\\b`
  const each = new RegExp(apart === undefined ? name : `${apart.source}|${name}`, 'g')
  return text.replace(each, (found) => (names.includes(found) ? `${found}_${part}` : found))
}

// Names of the functions and constants of one part, if a program has several parts: each gets the part's number.

/** `text` with the part's number after each of the names. `apart`: what holds no names, such as strings and comments. */
export const numbered = (text: string, names: readonly string[], part: number, apart?: RegExp): string => {
  const name = `\\b(?:${names.join('|')})\\b`
  const each = new RegExp(apart === undefined ? name : `${apart.source}|${name}`, 'g')
  return text.replace(each, (found) => (names.includes(found) ? withNumber(found, part) : found))
}

/** `MOST_1` and `read_frame_1`, but `readFrame1`. */
const withNumber = (name: string, part: number): string =>
  /^[a-z]+([A-Z]|$)/.test(name) ? `${name}${part}` : `${name}_${part}`

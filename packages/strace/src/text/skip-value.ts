// Goes past an argument that nobody reads: structures, arrays, strings, comments, whatever strace prints.
import {
  CLOSE,
  CLOSE_CURLY,
  CLOSE_SQUARE,
  COMMA,
  type Cursor,
  GREATER,
  LESS,
  MINUS,
  OPEN,
  OPEN_CURLY,
  OPEN_SQUARE,
  QUOTE,
  SLASH,
} from './cursor.ts'
import { skipQuoted } from './quoted.ts'

/** Goes to the comma or the closing bracket that ends the value, or to the line's end. */
export const skipValue = (cursor: Cursor): void => {
  for (let depth = 0; cursor.at < cursor.end;) {
    switch (cursor.bytes[cursor.at]) {
      case QUOTE:
        skipQuoted(cursor)
        continue
      case OPEN:
      case OPEN_SQUARE:
      case OPEN_CURLY:
        depth++
        break
      case CLOSE:
      case CLOSE_SQUARE:
      case CLOSE_CURLY:
        if (depth === 0) return
        depth--
        break
      case COMMA:
        if (depth === 0) return
        break
      case SLASH:
        if (cursor.is('/*')) {
          skipComment(cursor)
          continue
        }
        break
      case LESS:
        if (cursor.ahead(1) === LESS) cursor.at++
        else {
          skipAngles(cursor)
          continue
        }
        break
      default:
    }
    cursor.at++
  }
}

/** Goes past a `/* comment *\/`, which may hold brackets and apostrophes. */
const skipComment = (cursor: Cursor): void => {
  for (cursor.at += 2; cursor.at < cursor.end; cursor.at++) if (cursor.takeText('*/')) return
  cursor.fail()
}

/**
 * Goes past what strace puts in angle brackets behind a descriptor or a process: `<TCP:[1.2.3.4:5->6.7.8.9:10]>`,
 * `</dev/pts/1<char 136:1>>`. In a path strace escapes `<` and `>`; in a socket's label they are in `->` and in strings.
 */
export const skipAngles = (cursor: Cursor): void => {
  const { bytes, end, at: start } = cursor
  const socket = isSocketLabel(cursor)
  let depth = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at]
    if (byte === LESS) depth++
    else if (byte === QUOTE && socket) {
      cursor.at = at
      skipQuoted(cursor)
      if (cursor.failedAt >= 0) return
      at = cursor.at - 1
    } else if (byte === GREATER && !(socket && bytes[at - 1] === MINUS)) {
      if (--depth > 0) continue
      cursor.at = at + 1
      return
    }
  }
  cursor.at = start
  cursor.fail()
}

/** A protocol in capital letters and `:[`, as in `<UNIX-STREAM:[1->2,"/x"]>`; no path begins so. */
const isSocketLabel = ({ bytes, at, end }: Cursor): boolean => {
  let next = at + 1
  const first = bytes[next] as number
  if (!(first >= 0x41 && first <= 0x5a)) return false
  while (next < end && bytes[next] !== 0x3a && bytes[next] !== GREATER) next++
  return next + 1 < end && bytes[next] === 0x3a && bytes[next + 1] === OPEN_SQUARE
}

// How strace ends a line on which the call does not return.
import { CLOSE, EQUALS, GREATER, SPACE } from './text/cursor.ts'

const UNFINISHED = ' <unfinished ...>'
const DETACHED = ' <detached ...>'
const QUESTION = 0x3f

/** Where ` <unfinished ...>` begins that ends the line, because another thread's line comes; -1 if it is not there. */
export const pendingAt = (bytes: Uint8Array, start: number, end: number): number =>
  bytes[end - 1] === GREATER ? endsWith(bytes, start, end, UNFINISHED) : -1

/**
 * Where the call's text ends if the call never returns: its thread ended, `exit(0 <unfinished ...>) = ?`, or strace let
 * go of it, `read(0,  <detached ...>`; -1 if neither is so.
 */
export const lostAt = (bytes: Uint8Array, start: number, end: number): number => {
  const last = bytes[end - 1]
  if (last === GREATER) return endsWith(bytes, start, end, DETACHED)
  if (last !== QUESTION) return -1
  let at = end - 2
  while (at > start && (bytes[at] === SPACE || bytes[at] === EQUALS)) at--
  return bytes[at] === CLOSE ? endsWith(bytes, start, at, UNFINISHED) : -1
}

const endsWith = (bytes: Uint8Array, start: number, end: number, ascii: string): number => {
  const begin = end - ascii.length
  if (begin < start) return -1
  for (let index = 0; index < ascii.length; index++)
    if (bytes[begin + index] !== ascii.charCodeAt(index)) return -1
  return begin
}

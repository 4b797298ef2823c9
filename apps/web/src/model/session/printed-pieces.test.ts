// What programs printed, with the colours of the bytes. Literals are written as CPython 3.12's repr() writes them.
import { sessionHeaderBlock } from '@unstick/session'
import { expect, test } from 'vitest'
import { opening, printed, recv, send } from '../../../test/sessions.ts'
import { OpenedSession } from './opened-session.ts'
import { printedLines } from './printed-pieces.ts'

const lab = sessionHeaderBlock({ title: 'run', experiment: 'hello-world' })

const linesOf = (blocks: readonly Uint8Array[], { framing = 'none', header = lab } = {}) => {
  const opened = new OpenedSession('run', framing, 0)
  const [, ...interfaces] = opening('run')
  for (const block of [header, ...interfaces, ...blocks]) opened.push(block)
  opened.end()
  return printedLines(opened.session, opened.look())
}
const piecesOf = (...given: Parameters<typeof linesOf>) =>
  linesOf(...given).map(({ pieces }) => pieces.map(({ text, tint }) => [text, tint]))

test('bytes that the reader printed have the colours of the messages that they were', () => {
  const blocks = [send(0, 'hello'), send(1, 'world'), recv(9, 1024, 'helloworld')]
  const pieces = piecesOf([...blocks, printed(10, "data1: b'helloworld'"), printed(11, "data2: b''")])
  expect(pieces).toEqual([
    [
      ["data1: b'", undefined],
      ['hello', 0],
      ['world', 1],
      ["'\n", undefined],
    ],
    [["data2: b''\n", undefined]],
  ])
})

test('an escape is one byte, and its signs stay together', () => {
  const blocks = [send(0, 'a\n\u0000'), send(1, "'\\"), recv(9, 1024, "a\n\u0000'\\")]
  // repr(b"a\n\x00'\\")
  expect(piecesOf([...blocks, printed(10, 'b"a\\n\\x00\'\\\\"')])).toEqual([
    [
      ['b"', undefined],
      ['a\\n\\x00', 0],
      ["'\\\\", 1],
      ['"\n', undefined],
    ],
  ])
})

test('bytes that are not the stream’s next ones have no colour', () => {
  const blocks = [send(0, 'hello'), recv(9, 1024, 'hello')]
  expect(piecesOf([...blocks, printed(10, "b'other'"), printed(11, "b'hello'")])).toEqual([
    [["b'other'\n", undefined]],
    [
      ["b'", undefined],
      ['hello', 0],
      ["'\n", undefined],
    ],
  ])
})

test('a reader that frames prints bodies: the header before one is skipped', () => {
  const frames = '\0\0\0\u0005hello\0\0\0\u0005world'
  const blocks = [send(0, frames.slice(0, 9)), send(1, frames.slice(9)), recv(9, 1024, frames)]
  const texts = [printed(10, "data1: b'hello'"), printed(11, "data2: b'world'")]
  expect(piecesOf([...blocks, ...texts], { framing: 'struct:!I' }).map((line) => line[1])).toEqual([
    ['hello', 0],
    ['world', 1],
  ])
})

test('a lab’s program prints lines, and another program’s writes stay as they were', () => {
  const [traced = lab] = opening('traced')
  const blocks = [send(0, 'hello'), recv(9, 1024, 'hello'), printed(10, 'half a '), printed(11, 'line\n')]
  const texts = (header: Uint8Array) =>
    piecesOf(blocks, { header }).map((line) => line.map(([text]) => text).join(''))
  expect(texts(lab)).toEqual(['half a \n', 'line\n'])
  expect(texts(traced)).toEqual(['half a ', 'line\n'])
})

test('a line has its program, and its time after the session’s first moment', () => {
  expect(linesOf([send(0, 'x'), printed(10, 'hi')])).toMatchObject([{ program: 'server', time: 10_000_000 }])
})

test('without a session nothing was printed', () => expect(printedLines(undefined, undefined)).toEqual([]))

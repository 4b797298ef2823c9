import { expect, test } from 'vitest'
import { codeRows, foldedRows, isFold, stepAt } from './code-rows.ts'

const client = {
  name: 'client',
  text: "import socket\n\nclient.connect(('127.0.0.1', 8080))\nclient.send(b'hello')\nclient.close()\n",
  steps: ['', '', '1', '2', '3'],
}
const moment = { program: 'client', first: 14e6, count: 1, tint: 0 }

test('each line has the moment of its step, and what it sent is in the colour of its bytes', () => {
  const rows = codeRows(client, [{ ...moment, step: '2' }])
  expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5])
  expect(rows[3]).toMatchObject({
    step: '2',
    moments: { first: 14e6 },
    pieces: [{ text: "client.send(b'" }, { text: 'hello', tint: 0 }, { text: "')" }],
  })
  expect(rows[2]?.moments).toBeUndefined()
})

test('only a bytes literal is in that colour, and not what stands between two or in quotes after it', () => {
  const inside = (line: string) =>
    codeRows({ name: 'client', text: line, steps: ['1'] }, [{ ...moment, step: '1' }])[0]?.pieces
  expect(inside("c.sendto(b'a' * 2000, ('127.0.0.1', 80))")?.[1]).toEqual({ text: 'a', tint: 0 })
  expect(inside("c.send(b'-half' + b'other-half')")?.[1]).toEqual({ text: '-half', tint: 0 })
  expect(inside(String.raw`c.send(b'it\'s')`)?.[1]).toEqual({ text: String.raw`it\'s`, tint: 0 })
  expect(inside('c.send(b"it\'s")')?.[1]).toEqual({ text: "it's", tint: 0 })
  expect(inside("c.sendto(text.encode('utf-8'), ('127.0.0.1', 80))")).toHaveLength(1)
})

test('another program’s step of the same number is not its moment', () => {
  expect(codeRows(client, [{ ...moment, program: 'server', step: '2' }])[3]?.moments).toBeUndefined()
})

test('four lines without a call are one row until they are unfolded', () => {
  const long = { ...client, text: `a\nb\nc\nd\n${client.text}`, steps: ['', '', '', '', ...client.steps] }
  const rows = codeRows(long, [])
  const folded = foldedRows(rows, new Set())
  expect(folded.map((row) => (isFold(row) ? `${row.count} folded` : row.number))).toEqual([
    '6 folded',
    7,
    8,
    9,
  ])
  expect(foldedRows(rows, new Set([1]))).toHaveLength(9)
})

test('the step of a moment is the last that had begun', () => {
  const began = [
    { program: 'server', step: '1', time: 0 },
    { program: 'client', step: '1', time: 5 },
    { program: 'server', step: '2', time: 9 },
  ]
  expect(stepAt(began, 'server', 8)).toBe('1')
  expect(stepAt(began, 'server', 9)).toBe('2')
  expect(stepAt(began, 'client', 4)).toBeUndefined()
})

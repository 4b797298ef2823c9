import { expect, test } from 'vitest'
import { emptyRows } from './empty-rows.ts'

test('a program’s rows are its calls, as the picture of its run names them', () => {
  const text = [
    "client.connect(('127.0.0.1', 8080))",
    '',
    "client.send(b'hello')",
    'time.sleep(0.2)',
    'data1 = client.recv(1024)',
    "print(f'data1: {data1!r}')",
    'client.close()',
    '',
  ].join('\n')
  const steps = ['1', '', '2', '3', '4', '5', '6', '']
  expect(emptyRows({ name: 'client', text, steps })).toEqual([
    { step: '1', label: 'connect()' },
    { step: '2', label: "send(b'hello')" },
    { step: '3', label: 'sleep(0.2)' },
    { step: '4', label: 'recv(1024)' },
    { step: '6', label: 'close()' },
  ])
})

test('a step that several lines make is one row, and a long program has nine', () => {
  const lines = Array.from({ length: 12 }, (_, k) => `s.send(b'${k}')`)
  const steps = lines.map((_, k) => String(Math.max(2, k)))
  expect(emptyRows({ name: 'client', text: lines.join('\n'), steps }).map(({ step }) => step)).toEqual([
    '2',
    '3',
    '4',
    '5',
    '6',
    '7',
    '8',
    '9',
    '10',
  ])
})

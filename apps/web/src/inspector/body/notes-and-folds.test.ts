import { expect, test } from 'vitest'
import { jsonTree } from './json-tree.ts'
import { initiallyFolded } from './tree-rows.ts'
import { textNotes } from './text-notes.ts'

const rowsOf = (value: unknown) => jsonTree(new TextEncoder().encode(JSON.stringify(value))).rows

test('a small tree starts open, and a big one shows its outermost group', () => {
  expect(initiallyFolded(rowsOf([[1], [2]]))).toEqual([])
  const big = rowsOf(Array.from({ length: 150 }, () => [1, 2]))
  expect(initiallyFolded(big)).toHaveLength(150)
  expect(initiallyFolded(big)).not.toContain(0)
})

test('the notes say which bytes are not text and what is cut', () => {
  const text = { text: '', bad: 0, cutBefore: false, cutAfter: 0 }
  expect(textNotes(text, 'utf-8', false)).toEqual([])
  expect(textNotes({ ...text, bad: 1, cutBefore: true, cutAfter: 2 }, 'utf-8', false)).toEqual([
    '1 place is not utf-8, shown as \ufffd',
    'it begins inside a character',
    'it ends inside a character: 2 bytes of it are here',
  ])
  expect(textNotes({ ...text, bad: 2, cutAfter: 1 }, 'gbk', true)).toEqual([
    '2 places are not gbk, shown as \ufffd',
  ])
})

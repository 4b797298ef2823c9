// What a program printed, as a person sees it in a terminal.
import { expect, it } from 'vitest'
import { printedText } from './printed-text.ts'

it('is a line for each text of the lab', () => {
  expect(printedText(['data1: hello', 'data2: world\n'], true)).toBe('data1: hello\ndata2: world\n')
})

it('is a traced program’s writes one after another, because one line may be several writes', () => {
  expect(printedText(['data1: ', ' ', "b'hello'", '\n'], false)).toBe("data1:  b'hello'\n")
})

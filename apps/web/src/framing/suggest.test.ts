import { expect, test } from 'vitest'
import { completed, suggestFraming, suggestWord } from './suggest.ts'

/** What is offered at the `|` of the text, and the text after the first offer is taken. */
const at = (marked: string) => {
  const caret = marked.indexOf('|')
  const text = marked.replace('|', '')
  const completion = suggestWord(text, caret)
  const [first] = completion.suggestions
  return { completion, taken: first && completed(text, completion, first) }
}

test.each([
  ['5432=postgr|', '5432=postgres', 13],
  ['5432=postg|,6379=redis', '5432=postgres,6379=redis', 13],
  ['5432=postgres,6379=length:u3|', '5432=postgres,6379=length:u32be', 31],
  ['10.0.0.1:1>10.0.0.2:2=length:u16be,a|,*=line', '10.0.0.1:1>10.0.0.2:2=length:u16be,at=,*=line', 38],
])('in a plan, %s becomes %s', (marked, text, caret) => {
  expect(at(marked).taken).toEqual({ text, caret })
})

test('where a plan names connections, no framing is offered, and the field says what may be there', () => {
  const { completion } = at('54|32=postgres')
  expect(completion.suggestions).toEqual([])
  expect(completion.hint).toContain('a port, a stream such as')
})

test('a guess comes before all else, and its sentence begins with a capital', () => {
  const { suggestions } = suggestFraming('', ['line'], ['fixed:5'], [{ framing: '80=http1', says: 'looks' }])
  expect(suggestions.slice(0, 3).map(({ text, group, says }) => [text, group, says.slice(0, 5)])).toEqual([
    ['80=http1', 'Guessed from the bytes', 'Looks'],
    ['line', 'Last used', 'A fra'],
    ['fixed:5', 'Used by the experiments', 'Every'],
  ])
})

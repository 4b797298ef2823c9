import { describe, expect, it } from 'vitest'
import { findSessionHeader, printSessionHeader } from './session-header.ts'

describe('findSessionHeader(comments)', () => {
  it('reads what printSessionHeader prints', () => {
    const header = {
      title: 'hello + world',
      experiment: 'hello-world',
      conditions: { gap: 5, nagle: true, first: 'é' },
      framing: 'struct:!I',
      network: 'loopback',
      networkNote: 'unshare is missing: `sudo apt-get install util-linux`.',
    } as const
    expect(findSessionHeader(printSessionHeader(header))).toEqual({ header, from: 0, to: 1 })
  })

  it('leaves out what it does not know', () => {
    const comment = '{"unstick":1,"title":"a","network":"moon","networkNote":5,"framing":null,"more":1}'
    expect(findSessionHeader([comment])?.header).toEqual({ title: 'a' })
  })

  it.each(['', 'a comment', '{"title":"a"}', '{"unstick":1}', '[1]', 'null'])(
    'is undefined for %j',
    (text) => {
      expect(findSessionHeader([text])).toBeUndefined()
    },
  )

  it('finds it among other comments, with its continuations', () => {
    const comments = [
      'somebody else',
      '<... unstick resumed> of nothing',
      '{"unstick":1,"ti',
      '<... unstick resumed> tle":"a \ufeff',
      '<... unstick resumed> b"}',
      'and another',
    ]
    expect(findSessionHeader(comments)).toEqual({ header: { title: 'a \ufeffb' }, from: 2, to: 5 })
  })
})

describe('printSessionHeader(header)', () => {
  it('makes one comment of 65,535 bytes, and two for one byte more', () => {
    const length = 65_535 - '{"unstick":1,"title":""}'.length
    expect(printSessionHeader({ title: 'a'.repeat(length) }).map(({ length }) => length)).toEqual([65_535])
    expect(printSessionHeader({ title: 'a'.repeat(length + 1) })).toEqual([
      `{"unstick":1,"title":"${'a'.repeat(length + 1)}"`,
      '<... unstick resumed> }',
    ])
  })

  it('cuts between characters, however many bytes they have', () => {
    for (const character of ['é', '中', '🧵']) {
      const comments = printSessionHeader({ title: `a${character.repeat(40_000)}` })
      expect(comments.length).toBeGreaterThan(1)
      for (const comment of comments) {
        const bytes = Buffer.from(comment)
        expect(bytes.toString()).toBe(comment)
        expect(bytes.length).toBeLessThanOrEqual(65_535)
      }
    }
  })
})

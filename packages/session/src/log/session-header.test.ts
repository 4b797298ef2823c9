import { describe, expect, it } from 'vitest'
import { parseSessionHeader, printSessionHeader } from './session-header.ts'

describe('parseSessionHeader(comment)', () => {
  it('reads what printSessionHeader prints', () => {
    const header = {
      title: 'hello + world',
      experiment: 'hello-world',
      conditions: { gap: 5, nagle: true, first: 'é' },
      framing: 'struct:!I',
      network: 'loopback',
      networkNote: 'unshare is missing: `sudo apt-get install util-linux`.',
    } as const
    expect(parseSessionHeader(printSessionHeader(header))).toEqual(header)
  })

  it('leaves out what it does not know', () => {
    const comment = '{"unstick":1,"title":"a","network":"moon","networkNote":5,"framing":null,"more":1}'
    expect(parseSessionHeader(comment)).toEqual({ title: 'a' })
  })

  it.each(['', 'a comment', '{"title":"a"}', '{"unstick":1}', '[1]', 'null'])(
    'is undefined for %j',
    (text) => {
      expect(parseSessionHeader(text)).toBeUndefined()
    },
  )
})

import { describe, expect, it } from 'vitest'
import { checkLine, TypedLines } from './typed-lines.ts'

const running = new AbortController().signal

describe('TypedLines', () => {
  it('keeps lines that were typed early, in order, and gives later lines as they come', async () => {
    const lines = new TypedLines(['ann'])
    lines.type('ann', 'one')
    lines.type('ann', 'two')
    expect([await lines.next('ann', running), await lines.next('ann', running)]).toEqual(['one', 'two'])
    const waiting = lines.next('ann', running)
    lines.type('ann', 'three')
    expect(await waiting).toBe('three')
  })

  it('rejects with ECANCELED if the run ends while it waits, or has ended', async () => {
    const stop = new AbortController()
    const waiting = expect(new TypedLines(['ann']).next('ann', stop.signal)).rejects.toMatchObject({
      code: 'ECANCELED',
    })
    stop.abort()
    await waiting
    await expect(new TypedLines(['ann']).next('ann', stop.signal)).rejects.toMatchObject({
      code: 'ECANCELED',
    })
  })

  it('refuses a program that nobody types for', () => {
    expect(() => new TypedLines(['ann']).type('dan', 'x')).toThrow(
      expect.objectContaining({ code: 'PROGRAM_TAKES_NO_LINES' }) as Error,
    )
  })

  it('takes 1,000 lines for a program in one run and refuses the next, read or not', async () => {
    const lines = new TypedLines(['ann'])
    for (let count = 0; count < 1_000; count += 1) lines.type('ann', 'x')
    await lines.next('ann', running)
    expect(() => lines.type('ann', 'x')).toThrow(expect.objectContaining({ code: 'TOO_MANY_LINES' }) as Error)
  })
})

describe('checkLine(text)', () => {
  it.each(['', 'quit', 'é'.repeat(512), '你好 🙂'])('takes %o', (text) => {
    expect(() => checkLine(text)).not.toThrow()
  })

  it.each([
    ['é'.repeat(513), 'TEXT_TOO_LONG'],
    ['two\nlines', 'LINE_MALFORMED'],
    ['\x1b[2J', 'LINE_MALFORMED'],
    ['a\0b', 'LINE_MALFORMED'],
    ['c1\x9b', 'LINE_MALFORMED'],
  ])('refuses %o', (text, code) => {
    expect(() => checkLine(text)).toThrow(expect.objectContaining({ code }) as Error)
  })
})

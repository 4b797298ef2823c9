import { describe, expect, it } from 'vitest'
import { prepareRun } from './prepared-run.ts'

describe('prepareRun(name, conditions, framing)', () => {
  it.each([
    ['nope', {}, 'none', 'EXPERIMENT_UNKNOWN'],
    ['hello-world', {}, 'struct:!Z', 'FRAMING_MALFORMED'],
    ['hello-world', {}, '', 'FRAMING_MALFORMED'],
    ['hello-world', {}, 'http1', 'FRAMING_WITHOUT_ENCODER'],
    ['hello-world', { first: 'a\nb' }, 'delimiter:\\n', 'MESSAGE_DOES_NOT_FIT'],
    ['hello-world', {}, 'fixed:16', 'MESSAGE_DOES_NOT_FIT'],
  ])('refuses %s %o %s with %s', (name, conditions, framing, code) => {
    expect(() => prepareRun(name, conditions, framing)).toThrow(expect.objectContaining({ code }) as Error)
  })

  it('describes the run for the session header', () => {
    expect(prepareRun('hello-world', { gap: 3 }, 'struct:!I').header).toEqual({
      title: 'hello + world',
      experiment: 'hello-world',
      framing: 'struct:!I',
      conditions: {
        first: 'hello',
        second: 'world',
        gap: 3,
        wait: 200,
        limit: 1024,
        nagle: true,
        delay: 0,
        jitter: 0,
        rate: 0,
        mtu: 1500,
        loss: 0,
        reorder: 0,
        duplicate: 0,
        seed: 1,
      },
    })
  })
})

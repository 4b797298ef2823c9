import { describe, expect, it } from 'vitest'
import { checkWrittenSteps, parseWrittenSteps, type WrittenSide, type WrittenStep } from './written-steps.ts'

const parse = (steps: unknown, side: WrittenSide = 'client') => parseWrittenSteps(JSON.stringify(steps), side)
const connect = { do: 'connect' } as const

describe('parseWrittenSteps(json, side)', () => {
  it('reads every word that a client may use', () => {
    const steps: WrittenStep[] = [
      { do: 'sleep', ms: 0 },
      connect,
      { do: 'send text', text: 'hi' },
      { do: 'send hex', hex: '68 65 6C' },
      { do: 'send file', file: 'a.bin', base64: 'aGk=' },
      { do: 'send framed', text: 'hi' },
      { do: 'recv', limit: 1 },
      { do: 'recv exactly', size: 1_048_576 },
      { do: 'recv framed', limit: 1024 },
      { do: 'cork' },
      { do: 'uncork' },
      { do: 'shutdown' },
      { do: 'recv until end', limit: 10 },
      { do: 'recv framed until end', limit: 10 },
      { do: 'close' },
      { do: 'sleep', ms: 10_000 },
    ]
    expect(parse(steps)).toEqual({ ok: true, steps })
  })

  it('reads a server without steps', () => {
    expect(parse([], 'server')).toEqual({ ok: true, steps: [] })
  })

  it.each([
    ['[', 'the steps must be a JSON list.'],
    ['{}', 'the steps must be a JSON list.'],
    ['[]', 'a client must connect.'],
    ['[1]', 'step 1: it must be an object like {"do":"recv","limit":1024}.'],
    [
      '[{"do":"run"}]',
      'step 1: "do" is "run"; it must be one of: connect, send text, send hex, send file, send framed, sleep, recv, recv exactly, recv framed, recv until end, recv framed until end, cork, uncork, shutdown, close.',
    ],
    ['[{"do":"toString"}]', expect.stringMatching(/^step 1: "do" is "toString"; it must be/) as string],
    [
      '[{"do":"connect"},{"do":"recv","limit":0}]',
      'step 2 (recv): "limit" is 0; it must be a whole number from 1 to 1048576 bytes.',
    ],
    [
      '[{"do":"connect"},{"do":"recv"}]',
      'step 2 (recv): "limit" is missing; it must be a whole number from 1 to 1048576 bytes.',
    ],
    ['[{"do":"connect"},{"do":"send text","text":""}]', 'step 2 (send text): "text" is empty.'],
    ['[{"do":"connect"},{"do":"send text","text":5}]', 'step 2 (send text): "text" is 5; it must be a text.'],
    [
      '[{"do":"connect"},{"do":"send hex","hex":"686"}]',
      'step 2 (send hex): "hex" is "686"; it must be pairs of hex digits, like 68 65 6c.',
    ],
    [
      '[{"do":"connect"},{"do":"send file","file":"a","base64":"a"}]',
      'step 2 (send file): "base64" is not base64.',
    ],
    ['[{"do":"connect","limit":5}]', 'step 1 (connect): this step has no "limit".'],
    ['[{"do":"recv","limit":5},{"do":"connect"}]', 'step 1 (recv): it must connect first.'],
    ['[{"do":"connect"},{"do":"connect"}]', 'step 2 (connect): it is connected already.'],
    [
      '[{"do":"connect"},{"do":"close"},{"do":"recv","limit":5}]',
      'step 3 (recv): the connection is closed already.',
    ],
    [
      '[{"do":"connect"},{"do":"sleep","ms":10000},{"do":"sleep","ms":10000},{"do":"sleep","ms":10000},{"do":"sleep","ms":1}]',
      'the sleeps add up to 30001 ms; at most 30000 ms are allowed.',
    ],
  ])('refuses %s', (json, fault) => {
    expect(parseWrittenSteps(json, 'client')).toEqual({ ok: false, fault })
  })

  it('refuses a server that connects', () => {
    const fault = 'step 1 (connect): the server does not connect: it accepts before its first step.'
    expect(parse([connect], 'server')).toEqual({ ok: false, fault })
  })

  it('reads the steps of UDP, where a client need not connect', () => {
    const steps: WrittenStep[] = [{ do: 'send text', text: 'hi' }, { do: 'recv', limit: 5 }, { do: 'close' }]
    expect(parseWrittenSteps(JSON.stringify(steps), 'client', 'UDP')).toEqual({ ok: true, steps })
    expect(parseWrittenSteps('[]', 'client', 'UDP')).toEqual({ ok: true, steps: [] })
  })

  it.each([
    ['client', '[{"do":"shutdown"}]', 'step 1 (shutdown): UDP has no stream, so it has no such step.'],
    ['client', '[{"do":"recv","limit":5}]', 'step 1 (recv): nobody knows its port before it sends.'],
    [
      'client',
      '[{"do":"close"},{"do":"send text","text":"a"}]',
      'step 2 (send text): the socket is closed already.',
    ],
    [
      'server',
      '[{"do":"send text","text":"a"}]',
      'step 1 (send text): the server answers the sender of what it received last, so it must receive first.',
    ],
    [
      'server',
      '[{"do":"connect"}]',
      'step 1 (connect): the server does not connect: it answers whoever sent to it.',
    ],
  ] as const)('refuses a %s of UDP with %s', (side, json, fault) => {
    expect(parseWrittenSteps(json, side, 'UDP')).toEqual({ ok: false, fault })
  })

  it('accepts 200 steps and 24,000 characters, and no more', () => {
    const close = { do: 'sleep', ms: 0 }
    expect(
      parse(
        Array.from({ length: 200 }, () => close),
        'server',
      ),
    ).toMatchObject({ ok: true })
    expect(
      parse(
        Array.from({ length: 201 }, () => close),
        'server',
      ),
    ).toEqual({
      ok: false,
      fault: 'there are 201 steps; at most 200 are allowed.',
    })
    const text = (length: number) => parse([connect, { do: 'send text', text: 'a'.repeat(length) }])
    expect(text(24_000 - JSON.stringify([connect, { do: 'send text', text: '' }]).length)).toMatchObject({
      ok: true,
    })
    expect(text(24_000)).toMatchObject({
      ok: false,
      fault: expect.stringMatching(/at most 24000 are allowed/) as string,
    })
  })
})

describe('checkWrittenSteps(steps, side)', () => {
  it('reports every fault with its step', () => {
    expect(
      checkWrittenSteps([connect, { do: 'recv', limit: 0 }, { do: 'send text', text: '' }], 'client'),
    ).toEqual([
      { step: 1, fault: '"limit" is 0; it must be a whole number from 1 to 1048576 bytes.' },
      { step: 2, fault: '"text" is empty.' },
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { parseConditions } from './conditions.ts'
import { helloWorld } from './experiments/hello-world.ts'
import { remoteCommand } from './experiments/remote-command.ts'

const usual = {
  delay: 0,
  jitter: 0,
  rate: 0,
  mtu: 1500,
  loss: 0,
  reorder: 0,
  duplicate: 0,
  seed: 1,
}
const parse = (given: Record<string, string | number | boolean>) =>
  parseConditions(helloWorld.info.conditions, given)

describe('parseConditions(conditions, given)', () => {
  it('takes defaults for what is not given', () => {
    expect(parse({ gap: 5 })).toEqual({
      first: 'hello',
      second: 'world',
      gap: 5,
      wait: 200,
      limit: 1024,
      nagle: true,
      ...usual,
    })
  })

  it('reads numbers and toggles from the texts of a command line, and leaves texts unchanged', () => {
    expect(parse({ gap: '5', nagle: 'off', first: '7' })).toMatchObject({ gap: 5, nagle: false, first: '7' })
  })

  it.each([
    [{ limit: 0 }, 'CONDITION_OUT_OF_RANGE', 'limit is 0; it must be from 1 to 1048576 bytes.'],
    [
      { limit: 1_000_000_000 },
      'CONDITION_OUT_OF_RANGE',
      'limit is 1000000000; it must be from 1 to 1048576 bytes.',
    ],
    [{ gap: -1 }, 'CONDITION_OUT_OF_RANGE', 'gap is -1; it must be from 0 to 10000 ms.'],
    [{ mtu: 575 }, 'CONDITION_OUT_OF_RANGE', 'mtu is 575; it must be from 576 to 65535 bytes.'],
    [{ rate: -1 }, 'CONDITION_OUT_OF_RANGE', 'rate is -1; it must be from 0 to 1000000 kbit/s.'],
    [{ loss: 51 }, 'CONDITION_OUT_OF_RANGE', 'loss is 51; it must be from 0 to 50 %.'],
    [{ gap: '-1' }, 'CONDITION_OUT_OF_RANGE', 'gap is -1; it must be from 0 to 10000 ms.'],
    [
      { gap: 'soon' },
      'CONDITION_NOT_A_NUMBER',
      'gap is "soon"; it must be a whole number from 0 to 10000 ms.',
    ],
    [{ gap: '' }, 'CONDITION_NOT_A_NUMBER', 'gap is ""; it must be a whole number from 0 to 10000 ms.'],
    [{ gap: 0.5 }, 'CONDITION_NOT_A_NUMBER', 'gap is "0.5"; it must be a whole number from 0 to 10000 ms.'],
    [{ gap: NaN }, 'CONDITION_NOT_A_NUMBER', 'gap is "NaN"; it must be a whole number from 0 to 10000 ms.'],
    [{ nagle: 'maybe' }, 'CONDITION_NOT_A_TOGGLE', 'nagle is "maybe"; it must be on or off.'],
    [{ first: 5 }, 'CONDITION_NOT_A_TEXT', 'first is 5; it must be text.'],
    [
      { first: 'é'.repeat(2049) },
      'TEXT_TOO_LONG',
      'first is 4098 bytes long in UTF-8; at most 4096 are allowed.',
    ],
    [
      { speed: 1 },
      'CONDITION_UNKNOWN',
      'There is no condition "speed" here. The conditions are: first, second, gap, wait, limit, nagle, delay, jitter, rate, mtu, loss, reorder, duplicate, seed.',
    ],
  ])('%o is refused with %s', (given, code, message) => {
    expect(() => parse(given)).toThrow(expect.objectContaining({ code, message }) as Error)
  })
})

it('a text that must not be empty is refused if it is', () => {
  expect(() => parseConditions(remoteCommand.info.conditions, { first: '' })).toThrow(
    expect.objectContaining({ code: 'TEXT_TOO_SHORT' }) as Error,
  )
})

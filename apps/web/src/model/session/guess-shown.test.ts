import { expect, test } from 'vitest'
import {
  beginning,
  postgresBlocks,
  postgresMessages,
  redisBlocks,
  redisMessages,
  sentTo,
} from '../../../test/two-protocols.ts'
import { sendto } from '../../../test/sessions.ts'
import { guessShown } from './guess-shown.ts'
import { OpenedSession } from './opened-session.ts'

const guess = async (blocks: readonly Uint8Array[], stream = 0) => {
  const session = new OpenedSession('id', 'none', stream)
  for (const block of [...beginning(), ...blocks]) session.push(block)
  session.end()
  const shown = session.look()
  if (!shown) throw new Error('nothing is shown')
  let rests = 0
  const guesses = await guessShown(session.session, shown, () => {
    rests += 1
    return Promise.resolve()
  })
  return { ...guesses, rests }
}

test('one port is one framing, with its counts', async () => {
  const { all, here, nothing } = await guess(postgresBlocks())
  const says = `looks like PostgreSQL: ${postgresMessages} of ${postgresMessages} messages fit in both directions`
  expect(all).toEqual({ framing: 'postgres', says })
  expect(here).toEqual(all)
  expect(nothing).toEqual([])
})

test('two ports are a plan, the one with more bytes first, and the shown one has its own guess', async () => {
  const fit = (count: number) => `${count} of ${count} messages fit in both directions`
  const { all, here, rests } = await guess([...postgresBlocks(), ...redisBlocks()], 2)
  expect(all).toEqual({
    framing: '5432=postgres,6379=redis',
    says: `port 5432 looks like PostgreSQL: ${fit(postgresMessages)}; port 6379 like Redis: ${fit(redisMessages)}`,
    byPort: {
      ports: [
        { port: 5_432, title: 'PostgreSQL', fits: fit(postgresMessages) },
        { port: 6_379, title: 'Redis', fits: fit(redisMessages) },
      ],
      others: 0,
    },
  })
  expect(here).toEqual({ framing: 'redis', says: `looks like Redis: ${fit(redisMessages)}` })
  // Once for each port, so that the worker is never busy with all of them.
  expect(rests).toBe(2)
})

test('if only one of two ports looks like something, the other stays unframed', async () => {
  // As good as random: RFC 1321's digests of "a", "abc" and "".
  const bytes = Buffer.from(
    '0cc175b9c0f1b6a831c399e269772661900150983cd24fb0d6963f7d28e17f72d41d8cd98f00b204e9800998ecf8427e',
    'hex',
  )
  const { all, here, nothing } = await guess([...sentTo(9_000, bytes), ...redisBlocks()])
  expect(all?.framing).toBe('6379=redis')
  expect(all?.byPort).toMatchObject({ ports: [{ port: 6_379 }], others: 1 })
  expect(here).toBeUndefined()
  expect(nothing[0]).toBe('Nothing fits: no framing explains these bytes well enough.')
})

test('of what fits nearly, the nearest is named, with what speaks against it', async () => {
  // Three messages with a length of four bytes in front, and the beginning of a fourth.
  const { all, nothing } = await guess(
    sentTo(9_000, Buffer.from('000000036162630000000264650000000466676869000001', 'hex')),
  )
  expect(all).toBeUndefined()
  expect(nothing.slice(0, 1)).toEqual(['Nothing fits: no framing explains these bytes well enough.'])
  expect(nothing[1]).toMatch(/ comes nearest: \d+ of \d+ messages? fits?/)
  expect(nothing.slice(2)).toEqual(['Against it: there are only 3 messages to judge by.'])
})

test('datagrams need no framing, and at most their protocol is named', async () => {
  // RFC 8489, 5 and 14.14: binding requests with the name of the software, each with an id of its own.
  const request = (k: number) => {
    const name = 'client of a test'.slice(0, 4 + (k % 4) * 4)
    const head = Buffer.from([0, 1, 0, 4 + name.length, 0x21, 0x12, 0xa4, 0x42])
    const attribute = Buffer.from([0x80, 0x22, 0, name.length])
    return Buffer.concat([head, Buffer.from(`transaction${k}`), attribute, Buffer.from(name)])
  }
  const named = await guess(Array.from({ length: 5 }, (_, k) => sendto(k, request(k))))
  const KEEPS = 'UDP keeps the boundaries of datagrams, so no framing is needed to find the messages.'
  expect(named).toMatchObject({
    all: undefined,
    here: undefined,
    nothing: [KEEPS, 'All 5 datagrams that were looked at are messages of stun.'],
  })
  const other = await guess(['hello', 'world', 'a third one'].map((text, k) => sendto(k, text)))
  expect(other.nothing).toEqual([KEEPS])
})

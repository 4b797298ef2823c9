// What is guessed of captures that begin inside a message, that lack bytes, and of datagrams. The messages are written by hand.
import { describe, expect, it } from 'vitest'
import { guessDatagramPorts, guessSession, Session, sessionHeaderBlock } from '../src/index.ts'
import { capturedBlock, captureInterface } from './packets-of.ts'
import { captured, udpSession } from './udp-log.ts'

const words = [
  'ping',
  'status of pump 7',
  'ok',
  'temperature 21.5 in room 12',
  'valve open',
  'no',
  'door closed since noon',
]

/** A type, a length of two bytes that counts what follows it, and the text. */
const message = (index: number): string => {
  const text = `${words[index % words.length] as string} ${index * 37}`
  return `${String.fromCharCode(1 + (index % 3))}\0${String.fromCharCode(text.length)}${text}`
}

/** One segment each, from the client; `undefined` is a segment that was not captured. */
const captureOf = (
  segments: readonly (string | { readonly missing: string })[],
  withSyn: boolean,
): Session => {
  const session = new Session()
  session.push(sessionHeaderBlock({ title: 'capture' }))
  session.push(captureInterface())
  if (withSyn) {
    session.push(capturedBlock(0, { from: 'client', at: 0, mss: 1_460 }))
    session.push(capturedBlock(0, { from: 'server', at: 1, mss: 1_460 }))
  }
  let offset = 0
  for (const [index, segment] of segments.entries()) {
    if (typeof segment === 'string')
      session.push(capturedBlock(0, { from: 'client', at: 2 + index, offset, payload: segment }))
    offset += typeof segment === 'string' ? segment.length : segment.missing.length
  }
  return session
}

const messages = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, k) => message(from + k))

describe('guessing in the middle', () => {
  it('begins with the first segment that is not the rest of a message', () => {
    const [first = '', ...others] = messages(0, 25)
    const [guess] = guessSession(captureOf([first.slice(5), ...others], false))
    expect(guess?.guesses.best?.framing).toBe('length:u16be,at=1')
    expect(guess?.guesses.best?.sides).toEqual([{ side: 'client', fit: 24, of: 24 }])
    expect(guess?.guesses.best?.speaksAgainst).toContain(
      `${first.length - 5} bytes at the beginning of the capture are left out, because no message begins with them`,
    )
  })

  it('goes on after a hole, where little came before it', () => {
    const [a = '', b = '', c = '', ...others] = messages(3, 27)
    const [guess] = guessSession(
      captureOf([a, b, { missing: c + 'x'.repeat(40) }, 'y'.repeat(9), ...others], true),
    )
    expect(guess?.guesses.best?.framing).toBe('length:u16be,at=1')
    expect(guess?.guesses.best?.speaksAgainst.join()).toContain(
      '9 bytes after holes of the capture are left out',
    )
  })

  it('begins text after its first line end', () => {
    const text = Array.from(
      { length: 200 },
      (_, k) => `{"id":${k},"say":"${words[k % words.length] as string}"}\n`,
    ).join('')
    const pieces = text.slice(7).match(/[^]{1,1000}/g) ?? []
    const [guess] = guessSession(captureOf(pieces, false))
    expect(guess?.guesses.best?.framing).toBe('line')
  })
})

/** RFC 8489, 5 and 14.14: a binding request with a SOFTWARE attribute, padded to four bytes. */
const bindingRequest = (index: number): string => {
  const name = 'client of a test'.slice(0, 4 + (index % 4) * 4)
  const id = `transaction${String.fromCharCode(65 + index)}`
  return `\0\x01\0${String.fromCharCode(4 + name.length)}\x21\x12\xa4\x42${id}\x80\x22\0${String.fromCharCode(name.length)}${name}`
}

const guessOf = (datagrams: readonly string[]) =>
  guessDatagramPorts(udpSession(datagrams.map((text, index) => captured(index, text))))

describe('guessing datagrams', () => {
  it('names the protocol that every datagram fits, whole', () => {
    expect(guessOf(Array.from({ length: 5 }, (_, index) => bindingRequest(index)))).toMatchObject([
      { port: 9_000, datagrams: 5, guess: { framing: 'stun', datagrams: 5 } },
    ])
  })

  it.each([
    ['ends before its length says', bindingRequest(4).slice(0, -1)],
    ['holds more than its length says', `${bindingRequest(4)}!`],
    ['is something else', 'hello'],
  ])('names none if one datagram %s', (_, other) => {
    const datagrams = [...[0, 1, 2, 3].map(bindingRequest), other]
    expect(guessOf(datagrams)).toMatchObject([{ port: 9_000, datagrams: 5, guess: undefined }])
  })

  it('names none of two datagrams, which may fit by chance', () => {
    expect(guessOf([0, 1].map(bindingRequest))).toMatchObject([{ datagrams: 2, guess: undefined }])
  })
})

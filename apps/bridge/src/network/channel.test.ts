import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { Channel } from './channel.ts'

interface Word {
  readonly word: string
}

const receivedFrom = async (bytes: readonly Uint8Array[]): Promise<(Word | Uint8Array)[]> => {
  const stream = new PassThrough()
  for (const piece of bytes) stream.write(piece)
  stream.end()
  const received: (Word | Uint8Array)[] = []
  for await (const each of new Channel<Word, Word>(stream, new PassThrough()).received()) received.push(each)
  return received
}

const sentBy = (send: (channel: Channel<Word, Word>) => void): Buffer => {
  const stream = new PassThrough()
  send(new Channel<Word, Word>(new PassThrough(), stream))
  return stream.read() as Buffer
}

describe('a channel', () => {
  it('writes a length of four bytes, a kind of one, and the message or the blocks', () => {
    expect(sentBy((channel) => channel.send({ word: 'é' })).toString('latin1')).toBe(
      '\0\0\0\x0e\0{"word":"\xc3\xa9"}',
    )
    expect([...sentBy((channel) => channel.sendBlocks(Uint8Array.of(1, 2, 3)))]).toEqual([
      0, 0, 0, 4, 1, 1, 2, 3,
    ])
  })

  it('receives what was sent, in order, however the stream is cut', async () => {
    const bytes = sentBy((channel) => {
      channel.send({ word: 'first' })
      channel.sendBlocks(Uint8Array.of(7, 7, 7, 7))
      channel.send({ word: 'last' })
    })
    const all = [{ word: 'first' }, Uint8Array.of(7, 7, 7, 7), { word: 'last' }]
    expect(await receivedFrom([bytes])).toEqual(all)
    expect(await receivedFrom(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(all)
  })
})

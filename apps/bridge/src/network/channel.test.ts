import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { Channel } from './channel.ts'

interface Word {
  readonly word: string
}

const heardFrom = async (bytes: readonly Uint8Array[]): Promise<(Word | Uint8Array)[]> => {
  const stream = new PassThrough()
  for (const piece of bytes) stream.write(piece)
  stream.end()
  const heard: (Word | Uint8Array)[] = []
  for await (const each of new Channel<Word, Word>(stream, new PassThrough()).heard()) heard.push(each)
  return heard
}

const said = (say: (channel: Channel<Word, Word>) => void): Buffer => {
  const stream = new PassThrough()
  say(new Channel<Word, Word>(new PassThrough(), stream))
  return stream.read() as Buffer
}

describe('a channel', () => {
  it('writes a length of four bytes, a kind of one, and the message or the blocks', () => {
    expect(said((channel) => channel.say({ word: 'é' })).toString('latin1')).toBe(
      '\0\0\0\x0e\0{"word":"\xc3\xa9"}',
    )
    expect([...said((channel) => channel.sendBlocks(Uint8Array.of(1, 2, 3)))]).toEqual([
      0, 0, 0, 4, 1, 1, 2, 3,
    ])
  })

  it('hears what was said, in order, however the stream is cut', async () => {
    const bytes = said((channel) => {
      channel.say({ word: 'first' })
      channel.sendBlocks(Uint8Array.of(7, 7, 7, 7))
      channel.say({ word: 'last' })
    })
    const all = [{ word: 'first' }, Uint8Array.of(7, 7, 7, 7), { word: 'last' }]
    expect(await heardFrom([bytes])).toEqual(all)
    expect(await heardFrom(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(all)
  })
})

// A length in the wrong byte order is mostly far too long, and then the error says what the other order gives.
import { describe, expect, it } from 'vitest'
import { createFramer, FrameColumns, parseFraming } from '../src/index.ts'

const errorOf = (text: string, hex: string) => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  const framer = createFramer(parsed.spec)
  framer.intervals(Buffer.from(hex, 'hex'), new FrameColumns())
  return framer.error
}

describe('FRAME_TOO_LONG', () => {
  it('says what the other byte order gives', () => {
    // struct.pack('<I', 5) + b'hello', read as '!I': 5 · 2^24 + 4 = 83,886,084, and the other way 5 + 4.
    const error = errorOf('struct:!I', '0500000068656c6c6f')
    expect(error?.message).toMatch(
      /83,886,084 bytes long.*Read as little-endian, the length would make a frame of 9 bytes\.$/,
    )
    expect(errorOf('length:u32le', '0000000568656c6c6f')?.turned).toEqual({ order: 'big-endian', size: 9 })
  })

  it('says nothing of an order that would be too long as well, or of digits', () => {
    expect(errorOf('struct:!I', '68656c6c6f')?.turned).toBeUndefined()
    expect(errorOf('length:dec8', Buffer.from('99999999').toString('hex'))?.turned).toBeUndefined()
  })
})

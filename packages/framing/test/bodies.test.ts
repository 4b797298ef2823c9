// What a caller may do with the bodies that it gets, and with the framer meanwhile.
import { expect, test } from 'vitest'
import { createFramer, encodeFrame, parseFraming, type FramingSpec } from '../src/index.ts'
import { cutAt, hex, latin1 } from './every-cut.ts'

const text = (body: Uint8Array) => Buffer.from(body).toString('latin1')

test.each(['length:u16be', 'delimiter:\\n', 'line', 'varint', 'cobs', 'netstring'])(
  '%s gives bodies that stay as they are when later ones come',
  (name) => {
    const spec = specOf(name)
    const messages = Array.from({ length: 300 }, (_, index) => `${index}`.padEnd(index * 7, 'abc'))
    const frames = messages.map((message) => encodeFrame(spec, latin1(message)))
    const stream = Buffer.concat(frames.map((each) => (each.ok ? each.frame : Buffer.alloc(0))))
    for (const size of [1, 100, 1460, 100_000]) {
      const framer = createFramer(spec)
      const bodies: Uint8Array[] = []
      for (let at = 0; at < stream.length; at += size) {
        framer.bodies(Uint8Array.from(stream.subarray(at, at + size)), (body) => bodies.push(body))
      }
      expect(bodies.map(text)).toEqual(messages)
    }
  },
)

test('a body that lies whole in the chunk is a view on it, and a plain Uint8Array', () => {
  const chunk = Buffer.from('026869', 'hex')
  createFramer(specOf('length:u8')).bodies(chunk, (body) => {
    expect(body.buffer).toBe(chunk.buffer)
    expect(body.constructor).toBe(Uint8Array)
  })
})

test.each(['length:u8', 'length:u32be,adjust=0', 'delimiter:\\n', 'varint', 'netstring'])(
  '%s continues after the chunk when onBody throws',
  (name) => {
    const spec = specOf(name)
    const frame = encodeFrame(spec, latin1('hello'))
    if (!frame.ok) throw new Error('no frame')
    const stream = Buffer.concat([frame.frame, frame.frame, frame.frame])
    for (let place = 1; place < stream.length; place++) {
      const framer = createFramer(spec)
      const [first = stream, second = stream] = cutAt(stream, [place])
      const bodies: string[] = []
      const careless = () =>
        framer.bodies(first, () => {
          throw new Error('mine')
        })
      if (place >= frame.frame.length) expect(careless).toThrow('mine')
      else careless()
      expect(framer.position.offset).toBe(place)
      framer.bodies(second, (body) => bodies.push(text(body)))
      const whole = Math.floor(place / frame.frame.length)
      expect(bodies).toEqual(Array.from({ length: 3 - whole }, () => 'hello'))
    }
  },
)

test('a position says what is held and what is needed', () => {
  const framer = createFramer(specOf('struct:!I'))
  const at = (bytes: string) => {
    framer.bodies(hex(bytes), () => undefined)
    return framer.position
  }
  expect(at('000000')).toEqual({ offset: 3, frameStart: 0, held: 3, needed: undefined })
  expect(at('09616161')).toEqual({ offset: 7, frameStart: 0, held: 7, needed: 13 })
  expect(at('616161616161')).toEqual({ offset: 13, frameStart: 13, held: 0, needed: undefined })
})

test('the error of a stream that ends early says how many bytes were there', () => {
  const framer = createFramer(specOf('struct:!I'))
  framer.bodies(hex('0000000961'), () => undefined)
  framer.end()
  expect(framer.error).toEqual({
    code: 'END_INSIDE_FRAME',
    offset: 0,
    at: 0,
    message: 'The stream ended 5 bytes into a frame of 13 bytes.',
    value: 5,
    limit: 13,
  })
})

function specOf(name: string): FramingSpec {
  const parsed = parseFraming(name)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.spec
}

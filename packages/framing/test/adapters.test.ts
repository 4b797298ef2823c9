// A framer in a Node stream and in a web stream: messages stay apart, empty ones arrive, errors arrive as errors.
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { expect, test } from 'vitest'
import { framerTransform, framerTransformer, FramingStreamError, type FramingSpec } from '../src/index.ts'
import { cutAt, hex } from './every-cut.ts'

const SPEC: FramingSpec = { kind: 'length', type: 'u8' }
/** "hello", an empty message, "hi". */
const STREAM = hex('0568656c6c6f 00 026869')
const MESSAGES = ['hello', '', 'hi']

const text = (body: unknown) => Buffer.from(body as Uint8Array).toString()

test.each([[[]], [[3]], [[6, 7]], [[1, 2, 3, 4, 5, 6, 7, 8]]])(
  'a Transform gives each message once, cut at %j',
  async (places) => {
    const messages: string[] = []
    const pieces = cutAt(STREAM, places).map((piece) => Buffer.from(piece))
    for await (const body of Readable.from(pieces).pipe(framerTransform(Transform, SPEC)))
      messages.push(text(body))
    expect(messages).toEqual(MESSAGES)
  },
)

test('a Transform waits for a slow reader, and finally gives all messages', async () => {
  const stream = framerTransform(Transform, SPEC)
  const chunk = Buffer.concat(Array.from({ length: 20 }, () => Buffer.from(STREAM)))
  const taken: number[] = []
  for (let index = 0; index < 5; index++) stream.write(chunk, () => taken.push(index))
  stream.end()
  await new Promise(setImmediate)
  // One chunk has 60 messages; the queue holds 16. So the next chunk is not cut before these are read.
  expect(taken).toEqual([])
  expect(stream.readableLength).toBe(60)
  const messages: string[] = []
  for await (const body of stream) messages.push(text(body))
  expect(messages).toEqual(Array.from({ length: 100 }, () => MESSAGES).flat())
  expect(taken).toEqual([0, 1, 2, 3, 4])
})

test('a Transform fails with the framer’s error', async () => {
  const pieces = [Buffer.from(STREAM), Buffer.from('05ab', 'hex')]
  const run = pipeline(Readable.from(pieces), framerTransform(Transform, SPEC), async (bodies) => {
    for await (const body of bodies) text(body)
  })
  await expect(run).rejects.toThrow(FramingStreamError)
  await expect(run).rejects.toMatchObject({ code: 'END_INSIDE_FRAME', error: { offset: 10 } })
})

test('a web TransformStream does the same', async () => {
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of cutAt(STREAM, [2, 6])) controller.enqueue(piece)
      controller.close()
    },
  })
  const messages: string[] = []
  for await (const body of source.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>(framerTransformer(SPEC)),
  )) {
    messages.push(text(body))
  }
  expect(messages).toEqual(MESSAGES)
})

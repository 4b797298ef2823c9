// `npm run bench`: this package beside hand-written bounds and npm's packages, in one run, with ratios.
//   npm run bench -- [what …] [--rounds=N]     what: intervals views transform lines bytes struct guess
import { Transform } from 'node:stream'
import { createFramer, FrameColumns, framerTransform, parseFraming, type FramingSpec } from '../src/index.ts'
import { concatHabit, linesByHand, viewsByHand, walkByHand } from './by-hand.ts'
import { benchGuess } from './guess.ts'
import { measure, type Contender } from './measure.ts'
import { countThrough, faultOf, packages, transforms } from './packages.ts'
import { benchStruct } from './struct.ts'
import { chunksOf, makeStream } from './streams.ts'

const words = process.argv.slice(2)
const rounds = Number(words.find((word) => word.startsWith('--rounds='))?.slice(9) ?? 5)
const wanted = words.filter((word) => !word.startsWith('--'))
const does = (what: string) => wanted.length === 0 || wanted.includes(what)

/** A caller's columns, made once, as the rows of the handwritten walk are. */
const columns = new FrameColumns()

function intervals(spec: FramingSpec, chunks: readonly Uint8Array[]): number {
  const framer = createFramer(spec)
  let frames = 0
  for (const chunk of chunks) {
    columns.clear()
    framer.intervals(chunk, columns)
    frames += columns.count
  }
  return frames
}

function bodies(spec: FramingSpec, chunks: readonly Uint8Array[]): number {
  const framer = createFramer(spec)
  let frames = 0
  let bytes = 0
  const onBody = (body: Uint8Array) => {
    frames++
    bytes += body.length
  }
  for (const chunk of chunks) framer.bodies(chunk, onBody)
  return bytes >= 0 ? frames : -1
}

function counting(decode: (onBody: (body: Uint8Array) => void) => void): number {
  let frames = 0
  let bytes = 0
  decode((body) => {
    frames++
    bytes += body.length
  })
  return bytes >= 0 ? frames : -1
}

const through = (spec: FramingSpec, chunks: readonly Uint8Array[]) =>
  countThrough(framerTransform(Transform, spec), chunks)

/** "hello", an empty message and "hi". */
const WORDS = Buffer.from('\0\0\0\x05hello\0\0\0\0\0\0\0\x02hi')
const LEBS = Buffer.from('\x05hello\0\x02hi')
const LINES = Buffer.from('hello\n\nhi\n')

const others = (contenders: readonly Contender[]) => contenders.slice(1).map(({ name }) => name)

/** Prints frames per second, and how many times as fast that is as each baseline. */
async function report(
  title: string,
  contenders: readonly Contender[],
  frames: number,
  against: readonly string[],
) {
  const times = await measure(contenders, frames, rounds)
  console.log(`\n${title}`)
  for (const [name, seconds] of times) {
    const ratios = against.map((other) => `${((times.get(other) ?? NaN) / seconds).toFixed(2)}× ${other}`)
    const rate = frames / seconds / 1e6
    console.log(
      `  ${name.padEnd(28)} ${rate.toFixed(rate < 1 ? 3 : 1).padStart(8)} M/s   ${ratios.join('   ')}`,
    )
  }
}

const BODIES = [16, 100, 1024, 65536]
const CHUNKS = [65536, 1460]
const LENGTH = specOf('length:u32be')
const STRUCT = specOf('struct:!I')

if (does('transform') || does('lines')) {
  console.log('“hello”, an empty message and “hi” under for await:')
  const transformsTried = [
    ['length as a Transform', () => framerTransform(Transform, LENGTH), WORDS],
    ['delimiter:\\n as a Transform', () => framerTransform(Transform, specOf('delimiter:\\n')), LINES],
    ['frame-stream', transforms.frameStream, WORDS],
    ['length-prefixed-stream', transforms.lengthPrefixedStream, LEBS],
    ['split2', transforms.split2, LINES],
    ['@serialport delimiter', transforms.serialport, LINES],
  ] as const
  for (const [name, make, frames] of transformsTried) {
    console.log(`  ${name.padEnd(28)} ${await faultOf(make, frames)}`)
  }
}

for (const body of does('intervals') || does('views') || does('transform') ? BODIES : []) {
  const stream = makeStream('u32be', body)
  const leb = makeStream('varint', body)
  for (const size of CHUNKS) {
    const chunks = chunksOf(stream.bytes, size)
    const lebChunks = chunksOf(leb.bytes, size)
    const title = `${body} B bodies in ${size} B chunks`
    if (does('intervals')) {
      const rows = {
        start: new Float64Array(65536),
        header: new Uint32Array(65536),
        end: new Float64Array(65536),
      }
      const contenders = [
        { name: 'walk by hand', run: () => walkByHand(chunks, rows) },
        { name: 'length', run: () => intervals(LENGTH, chunks) },
        { name: 'struct', run: () => intervals(STRUCT, chunks) },
        { name: 'frame-stream', run: () => packages.frameStream(chunks) },
        { name: 'it-length-prefixed', run: () => packages.itLengthPrefixed(lebChunks), frames: leb.frames },
      ]
      await report(`intervals, ${title}`, contenders, stream.frames, [
        'walk by hand',
        'frame-stream',
        'it-length-prefixed',
      ])
    }
    if (does('views')) {
      const contenders = [
        { name: 'views by hand', run: () => counting((onBody) => viewsByHand(chunks, onBody)) },
        { name: 'length', run: () => bodies(LENGTH, chunks) },
        { name: 'struct', run: () => bodies(STRUCT, chunks) },
        { name: 'Buffer.concat habit', run: () => counting((onBody) => concatHabit(chunks, onBody)) },
        { name: 'frame-stream', run: () => packages.frameStream(chunks) },
      ]
      await report(`views, ${title}`, contenders, stream.frames, [
        'views by hand',
        'frame-stream',
        'Buffer.concat habit',
      ])
      const varints = [
        { name: 'varint', run: () => bodies(specOf('varint'), lebChunks) },
        { name: 'length-prefixed-stream', run: () => packages.lengthPrefixedStream(lebChunks) },
        { name: 'it-length-prefixed', run: () => packages.itLengthPrefixed(lebChunks) },
      ]
      await report(`varint views, ${title}`, varints, leb.frames, [
        'length-prefixed-stream',
        'it-length-prefixed',
      ])
    }
    if (does('transform')) {
      const length = [
        { name: 'length as a Transform', run: () => through(LENGTH, chunks) },
        { name: 'frame-stream', run: () => packages.frameStream(chunks) },
      ]
      await report(`Transform, ${title}`, length, stream.frames, others(length))
      const varint = [
        { name: 'varint as a Transform', run: () => through(specOf('varint'), lebChunks) },
        {
          name: 'length-prefixed-stream',
          run: () => packages.lengthPrefixedStream(lebChunks),
        },
        { name: 'it-length-prefixed (no stream)', run: () => packages.itLengthPrefixed(lebChunks) },
      ]
      await report(`varint Transform, ${title}`, varint, leb.frames, others(varint))
    }
  }
}

for (const body of does('lines') ? BODIES : []) {
  const stream = makeStream('line', body)
  for (const size of CHUNKS) {
    const chunks = chunksOf(stream.bytes, size)
    const contenders = [
      { name: 'lines by hand', run: () => counting((onBody) => linesByHand(chunks, onBody)) },
      { name: 'delimiter:\\n', run: () => bodies(specOf('delimiter:\\n'), chunks) },
      { name: 'line', run: () => bodies(specOf('line'), chunks) },
      { name: 'split2', run: () => packages.split2(chunks) },
      { name: '@serialport delimiter', run: () => packages.serialport(chunks) },
    ]
    await report(`lines, ${body} B in ${size} B chunks`, contenders, stream.frames, [
      'lines by hand',
      'split2',
      '@serialport delimiter',
    ])
    const streams = [
      { name: 'delimiter:\\n as a Transform', run: () => through(specOf('delimiter:\\n'), chunks) },
      { name: 'split2', run: () => packages.split2(chunks) },
      {
        name: '@serialport delimiter',
        run: () => packages.serialport(chunks),
      },
    ]
    await report(`line Transform, ${body} B in ${size} B chunks`, streams, stream.frames, others(streams))
  }
}

if (does('bytes')) {
  for (const text of ['length:u32be', 'line', 'json', 'resp', 'http1']) {
    const perByte: number[] = []
    for (const size of [2 ** 20, 4 * 2 ** 20]) {
      const content: Readonly<Record<string, string>> = {
        line: '\n',
        json: '"x"',
        resp: '+x\r\n',
        http1: 'GET / HTTP/1.1\r\n\r\n',
      }
      const bytes = Buffer.alloc(
        size,
        content[text] === undefined ? makeStream('u32be', 1000, 2000).bytes : `xxxxxxxxxxxx${content[text]}`,
      )
      const clean = content[text] === undefined || text === 'line' ? bytes : Buffer.alloc(size, content[text])
      const chunks = chunksOf(clean, 1)
      const spec = specOf(text)
      const times = await measure([{ name: text, run: () => (bodies(spec, chunks), 0) }], 0, rounds)
      perByte.push(((times.get(text) ?? NaN) / size) * 1e9)
    }
    const [small = NaN, large = NaN] = perByte
    console.log(
      `one-byte chunks, ${text}: ${small.toFixed(1)} ns a byte of 1 MiB, ${large.toFixed(1)} of 4 MiB: ${(large / small).toFixed(2)}×`,
    )
  }
}

if (does('struct')) await benchStruct(rounds)
if (does('guess')) await benchGuess(rounds)

function specOf(text: string): FramingSpec {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.spec
}

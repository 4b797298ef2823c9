// Builds and runs every program: it reads our encoder's frames, which come in one-byte segments, and sends them back.
import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFramer, encodeFrame, type FramingSpec, parseFraming, PRESET_NAMES } from '@unstick/framing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Language, LANGUAGES } from './languages/languages.ts'
import { programFor } from './program-for.ts'

/** A Java program that runs for a second needs neither the second compiler nor a parallel collector. */
const quickly = ['-Xshare:auto', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']

/** Compiles the program of each folder it is given, because starting javac takes longer than compiling. */
const COMPILE_EACH = `
import javax.tools.ToolProvider;
class CompileEach {
    public static void main(String[] folders) {
        for (String at : folders) {
            String[] arguments = { "-Xlint:all", "-Werror", "-d", at, at + "/Frames.java" };
            if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments) != 0) System.exit(1);
        }
    }
}`

type Command = readonly string[]

interface Toolchain {
  /** The commands that build the programs of these folders, all at once if the compiler can do that. */
  readonly build?: (folders: readonly string[]) => readonly Command[]
  /** Runs a program, in its folder. */
  readonly run: Command
  /** The program that must be installed. */
  readonly tool: string
}

const cc = ['cc', '-std=c11', '-Wall', '-Wextra', '-Werror', '-fsanitize=undefined', '-o']

const toolchains: Readonly<Record<Language, Toolchain>> = {
  python: { run: ['python3', 'frames.py'], tool: 'python3' },
  node: { run: ['node', 'frames.mjs'], tool: 'node' },
  go: {
    build: (folders) => [['go', 'build', '-o', 'built/', ...folders.map((each) => `./${each}`)]],
    run: ['sh', '-c', '"../built/${PWD##*/}" "$@"', 'frames'],
    tool: 'go',
  },
  rust: {
    build: (folders) =>
      folders.map((each) => [
        ...['rustc', '--edition', '2021', '-D', 'warnings', '-o', `${each}/frames`],
        `${each}/frames.rs`,
      ]),
    run: ['./frames'],
    tool: 'rustc',
  },
  java: {
    build: (folders) => [['java', ...quickly, 'CompileEach.java', ...folders]],
    run: ['java', ...quickly, 'Frames'],
    tool: 'javac',
  },
  c: {
    build: (folders) => folders.map((each) => [...cc, `${each}/frames`, `${each}/frames.c`]),
    run: ['./frames'],
    tool: 'cc',
  },
}

/** One of each shape, and the edge cases of the header's arithmetic. */
const specs = [
  'struct:!I',
  'struct:<BhI',
  'struct:!i4s?d,field=0,adjust=-2',
  'length:u8',
  'length:u24le,at=1,header=6,adjust=-2',
  'length:u32be,mask=7fffffff,max=100000',
  'length:i64le',
  'length:hex4,adjust=-4',
  'length:dec5',
  'varint',
  'line',
  'delimiter:\\r\\n--',
  'netstring',
  'content-length',
  'fixed:5',
  'redis',
  'struct:>BIH,field=1,starts=68??????????ab,ends=16',
  'length:u16be,at=2,adjust=1,starts=(101?????)7f,ends=??ce',
  'length:dec4,at=2,header=8,adjust=2,strip=3,starts=4142',
  'delimiter:\\x1c\\r,starts=0b',
  'delimiter:\\t,starts=7e24,strip=2',
  'fixed:9,starts=24,ends=0d0a,strip=1',
  'netstring,strip=2',
  'line,strip=1',
]

/** Frames of "hello" in which one byte of a mark is another, and how the program names byte, value and mark. */
const wrong: readonly (readonly [text: string, frame: string, says: RegExp])[] = [
  ['delimiter:\\x1c\\r,starts=0b', '0c68656c6c6f1c0d', /byte 0 of a frame's start is 0x0?c, not 0x0?b/],
  [
    'fixed:9,starts=24,ends=0d0a,strip=1',
    '240068656c6c6f0d0b',
    /byte 1 of a frame's end is 0x0?b, not 0x0?a/,
  ],
  [
    'length:u16be,at=2,adjust=1,starts=(101?????)7f,ends=??ce',
    'c17f000668656c6c6f00ce',
    /byte 0 of a frame's start is 0xc1, not 0xa0/,
  ],
  [
    'length:u16be,at=2,adjust=1,starts=(101?????)7f,ends=??ce',
    'bf7f000668656c6c6f00cf',
    /byte 1 of a frame's end is 0xcf, not 0xce/,
  ],
  [
    'struct:>BIH,field=1,starts=68??????????ab,ends=16',
    '68ffffffff00aa',
    /byte 6 of a frame's start is 0xaa, not 0xab/,
  ],
  ['amqp091', '414d51500000090100000000000001abcf', /byte 0 of a frame's end is 0xcf, not 0xce/],
  ['netstring,strip=2', '313a612c', /1 bytes; those around a body are 2|shorter than the 2 bytes/],
]

const hexOf = (text: string): string => Buffer.from(text).toString('hex')

/** Framings of several parts, and frames put together by hand. Header bytes that no framing names are zero. */
const sequences: readonly (readonly [text: string, ...frames: readonly string[]])[] = [
  ['fixed:4 then length:u32be', '61626364', '0000000568656c6c6f', '00000000'],
  ['line then length:u16be', '68690d0a', '000568656c6c6f', '00020d0a'],
  ['fixed:2 then fixed:3 then netstring', '0102', '030405', '353a68656c6c6f2c', '303a2c'],
  ['length:u8 then varint then delimiter:\\0', '03616263', '0568656c6c6f', '00', '686900'],
  ['struct:<BH then content-length', '00020061ff', `${hexOf('Content-Length: 2\r\n\r\n')}6869`],
  ['delimiter:\\t,starts=7e then length:dec2,strip=1', '7e686909', '3032006b'],
  // Its protocol header does not come if somebody joins later.
  ['amqp091', '414d515000000901', '00000000000002abcdce', '00000000000000ce'],
  ['amqp091', '00000000000002abcdce', '00000000000000ce'],
  ['amqp10', '414d515003010000', '0000000b00000000616263', '414d515000010000', '0000000800000000'],
  ['bittorrent', `13${hexOf('BitTorrent protocol')}${'ab'.repeat(48)}`, '00000000', '0000000413426974'],
  ['zmtp', `ff${'00'.repeat(8)}7f03${'ab'.repeat(53)}`, '000161', '020000000000000003616263', '0000'],
  ['gt06', '787803aabbcc0d0a', '79790003aabbcc0d0a', '7878000d0a'],
  ['rdp', '008006616263', '0005616263', '03000007616263', '008003'],
  ['giop', '47494f500100010003000000616263', '47494f500100000000000003616263'],
  ['hci', '010000026162', '02000002006162', '05000002006162', '04000161'],
  // A frame that is shorter than the mark is answered before the next one is sent.
  ['fixed:5,if=0102030405,again=always then length:u8', '0161', '00', '0102030405', '020102', '0102030405'],
]

const bodiesOf = ({ kind }: FramingSpec): readonly Uint8Array[] =>
  kind === 'fixed'
    ? ['hello', 'world'].map((text) => Buffer.from(text))
    : [
        ...['hello', '', 'world'].map((text) => Buffer.from(text)),
        Uint8Array.from({ length: 200 }, (_, k) => 255 - k),
      ]

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

const specOf = (text: string): FramingSpec => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.spec
}

const frameOf = (spec: FramingSpec, body: Uint8Array): Uint8Array => {
  const encoded = encodeFrame(spec, body)
  if (!encoded.ok) throw new Error(encoded.error.message)
  return encoded.frame
}

for (const [language, { title, file }] of Object.entries(LANGUAGES) as [
  Language,
  (typeof LANGUAGES)[Language],
][]) {
  const { build, run, tool } = toolchains[language]
  const absent = spawnSync(tool, ['--version']).error !== undefined
  const named = absent ? `${title} (skipped: needs ${tool})` : title

  describe.skipIf(absent)(named, () => {
    const framed = specs.filter((each) => 'text' in programFor(specOf(each), language))
    const inParts = sequences.filter(([text]) => 'text' in programFor(specOf(text), language))
    const hasJson = 'text' in programFor(specOf('json'), language)
    const LIMITED = 'struct:!I,max=1000'
    let folder = ''
    const places = new Map(
      [...framed, ...inParts.map(([text]) => text), ...(hasJson ? ['json'] : []), LIMITED].map(
        (text, index) => [text, `program-${index}`],
      ),
    )
    const placeOf = (text: string): string => join(folder, places.get(text) ?? '')

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'unstick-programs-'))
      for (const [text, place] of places) {
        const program = programFor(specOf(text), language)
        if (!('text' in program)) throw new Error(program.why)
        mkdirSync(join(folder, place))
        writeFileSync(join(folder, place, file), program.text)
      }
      writeFileSync(join(folder, 'CompileEach.java'), COMPILE_EACH)
      for (const command of build?.([...places.values()]) ?? []) await execute(command, folder)
    }, 120_000)
    afterAll(() => rmSync(folder, { recursive: true }))

    for (const text of framed) {
      test(`${text}: one-byte segments come back whole`, async () => {
        const spec = specOf(text)
        const bodies = bodiesOf(spec)
        const frames = Buffer.concat(bodies.map((body) => frameOf(spec, body)))

        const whole = await talk(placeOf(text), run, [frames])
        expect(whole.code, whole.errors).toBe(0)
        const framer = createFramer(spec)
        const back: Uint8Array[] = []
        framer.bodies(whole.bytes, (body) => void back.push(body.slice()))
        expect(back.map(hex)).toEqual(bodies.map(hex))

        const cut = await talk(placeOf(text), run, [frames.subarray(0, -1)])
        expect(cut.code, 'a stream that ends inside a frame is an error').not.toBe(0)
      })
    }

    test.each(inParts)(
      '%s: each frame comes back before the next is sent: %s %s',
      async (text, ...frames) => {
        const sends = frames.map((frame) => Buffer.from(frame, 'hex'))
        const whole = await talk(placeOf(text), run, sends)
        expect(whole.code, whole.errors).toBe(0)
        expect(hex(whole.bytes)).toBe(frames.join(''))

        const cut = await talk(placeOf(text), run, [Buffer.concat(sends).subarray(0, -1)])
        expect(cut.code, 'a stream that ends inside a frame is an error').not.toBe(0)
      },
    )

    test.each(wrong.filter(([text]) => places.has(text)))('%s refuses %s', async (text, frame, says) => {
      const { code, errors } = await talk(placeOf(text), run, [Buffer.from(frame, 'hex')])
      expect(code).not.toBe(0)
      expect(errors).toMatch(says)
    })

    // The other languages' programs for json are refused below.
    if (hasJson) {
      test('json: one value a line is read and written; half a value is refused', async () => {
        const lines = ['{"a": [1, -2.5e3]}', '"\\n é"', 'null', '12', '[]']
        const whole = await talk(placeOf('json'), run, [Buffer.from(`${lines.join('\n')}\r\n\n{}\n`)])
        expect(whole.code, whole.errors).toBe(0)
        const back = Buffer.from(whole.bytes).toString()
        expect(back).toMatch(/\n$/)
        const values = back
          .trimEnd()
          .split('\n')
          .map((line): unknown => JSON.parse(line))
        expect(values).toEqual([{ a: [1, -2500] }, '\n é', null, 12, [], {}])

        for (const wrongLine of ['{"a":\n1}\n', '1 2\n', '{"a":1}', '[1\n'])
          expect((await talk(placeOf('json'), run, [Buffer.from(wrongLine)])).code, wrongLine).not.toBe(0)
      })
    }

    test('a length beyond the limit is refused before any memory is allocated', async () => {
      const frame = Buffer.from([0xff, 0xff, 0xff, 0xff, 1, 2, 3])
      const { code, errors } = await talk(placeOf(LIMITED), run, [frame])
      expect(code).not.toBe(0)
      expect(errors).not.toBe('')
    })
  })
}

const execute = ([command = '', ...args]: Command, cwd: string): Promise<void> =>
  new Promise((resolve, reject) => {
    execFile(
      command,
      args,
      { cwd, env: { ...process.env, GOFLAGS: '-mod=mod', GO111MODULE: 'off' } },
      (error, _out, errors) => {
        if (error) reject(new Error(errors))
        else resolve()
      },
    )
  })

interface Talk {
  readonly code: number
  readonly errors: string
  /** What the program sent back. */
  readonly bytes: Uint8Array
}

/** Runs the program against a server that sends each of `sends` byte by byte, once all earlier ones have come back. */
const talk = async (
  cwd: string,
  [command = '', ...args]: Command,
  sends: readonly Uint8Array[],
): Promise<Talk> => {
  const back: Buffer[] = []
  const sent = Buffer.concat(sends)
  const turns = sends.map((_, index) => Buffer.concat(sends.slice(0, index)).length)
  const server = net.createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    let at = 0
    let isWriting = false
    const next = (): void => {
      if (isWriting || (turns.includes(at) && Buffer.concat(back).length < at)) return
      if (at === sent.length) {
        socket.end()
        return
      }
      isWriting = true
      socket.write(sent.subarray(at, at + 1), () => {
        at += 1
        isWriting = false
        next()
      })
    }
    socket.on('data', (chunk) => {
      back.push(chunk)
      next()
    })
    socket.on('end', () => socket.end())
    socket.on('error', () => undefined) // a program that refuses the bytes resets the connection
    next()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const ended = await new Promise<Omit<Talk, 'bytes'>>((resolve) => {
    execFile(
      command,
      [...args, '127.0.0.1', String(address.port)],
      { cwd, timeout: 20_000 },
      (error, _out, errors) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), errors })
      },
    )
  })
  await new Promise((resolve) => server.close(resolve))
  return { ...ended, bytes: Buffer.concat(back) }
}

test.each([
  ['none', /Choose a framing/],
  ['redis', /library/],
  ['postgres', /two directions have different frames/],
  ['fixed:1,if=ff,upgrade=tls then line', /becomes one of another protocol/],
  ['fixed:1,unless=ff then line', /unless=/],
  ['fixed:1,if=ff,again=while then line', /again=while/],
  ['fixed:1,again=always then line', /takes all frames/],
  ['line then amqp10', /several parts itself/],
  ['amqp10,max=100', /max=/],
  ['bittorrent,resync=00', /resync=/],
  ['grpc,resync=00', /resync=/],
  ['mavlink1', /crc=/],
  ['mavlink2', /crc=/],
  ['netstring,if=35 then line', /netstring with if=/],
  ['fixed:2,if=35,strip=1 then line', /strip=/],
  ['redis then line', /library/],
  ['line then json', /JSON values as one of several parts/],
  ['delimiter:a|b', /several delimiters/],
])('for %s there is a reason instead of a program', (text, why) => {
  const program = programFor(specOf(text), 'python')
  expect('why' in program && program.why).toMatch(why)
})

test.each(['rust', 'java', 'c'] as const)('for json, %s says that its library reads no JSON', (language) => {
  expect(programFor(specOf('json'), language)).toEqual({
    why: expect.stringMatching(/does not read JSON.*framing line/) as unknown,
  })
})

test('every preset has a program or a reason, in every language', () => {
  for (const text of [
    'dns',
    'kafka',
    'mongodb',
    'mqtt',
    'lsp',
    'websocket',
    'http2',
    'git',
    'bgp',
    'minecraft',
  ])
    for (const language of Object.keys(LANGUAGES) as Language[])
      expect(Object.values(programFor(specOf(text), language))[0]).toMatch(/\w/)
})

test('README counts the presets that have a program', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    const having = PRESET_NAMES.filter((name) => 'text' in programFor(specOf(name), language))
    expect(readme, language).toContain(`for ${having.length} of the ${PRESET_NAMES.length} presets`)
  }
})

// The Python programs of the tutorial with which Unstick began, unchanged, on a network of their own, where their fixed
// ports are free: what they print is what is recorded, and their sticking is found.
import { type FramingSpec, parseFraming } from '@unstick/framing'
import { Findings, frameStream, Mark, Path, type Stream } from '@unstick/session'
import { describe, it } from 'vitest'
import { BuiltCommand } from '../../test/built-command.ts'
import { missing as missingForNetworks } from '../../test/network-bench.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { type Ran, TutorialPairs } from '../../test/tutorial-pairs.ts'
import { findTools } from '../tools.ts'

const missing = (await findTools(process.env.PATH ?? ''))
  .filter(({ name, present }) => name === 'strace' && !present)
  .map(({ name }) => name)
  .concat(missingForNetworks)
if (missing.length > 0) console.log(`${missing.join(', ')} missing: the tutorial's programs were not run`)

const pairs = new TutorialPairs(await BuiltCommand.make(), await temporaryFolder())

const texts = (stream: Stream | undefined, lane: 'send' | 'recv'): string[] => {
  const { starts = [], ends = [], count = 0 } = stream?.[lane] ?? {}
  return Array.from({ length: count }, (_, i) =>
    Buffer.from(stream?.bytes(Number(starts[i]), Number(ends[i])) ?? []).toString(),
  )
}

/** With each recv taken for one message. */
const marks = (stream: Stream | undefined): number[] =>
  stream ? Array.from(frameStream(stream, { kind: 'none' }).marks) : []

const findings = (stream: Stream | undefined, spec: FramingSpec = { kind: 'none' }) => {
  if (!stream) return []
  const path = new Path([stream], frameStream(stream, spec))
  return [...new Findings(path)].map(({ kind, cause, title }) => [kind, cause, title])
}

const answersOf = ({ streams }: Ran, port: number): Stream | undefined =>
  streams.find(({ source }) => source.port === port)

/** What `seq 1000` writes. */
const counted = Array.from({ length: 1_000 }, (_, i) => `${i + 1}\n`).join('')

describe.skipIf(missing.length > 0).concurrent('the tutorial’s programs', { timeout: 90_000 }, () => {
  it('two sends stick together in one recv of 1024', async ({ expect }) => {
    const { streams, stdout } = await pairs.withBusyServer('sticking')
    expect(stdout).toContain("data1:  b'helloworld'")
    expect(stdout).toContain("data2: b''")
    expect(texts(streams[0], 'send')).toEqual(['hello', 'world'])
    expect(texts(streams[0], 'recv')).toEqual(['helloworld'])
    expect(marks(streams[0])).toEqual([Mark.stuck])
    expect(findings(streams[0])).toEqual([['merge', 'reader-late', '2 segments arrived in 1 recv.']])
  })

  it('recvs of the messages’ sizes keep them apart', async ({ expect }) => {
    const { streams, stdout } = await pairs.withBusyServer('sized')
    expect(stdout).toContain("data1:  b'helloworld'")
    expect(stdout).toContain("data2: b'egon'")
    expect(texts(streams[0], 'recv')).toEqual(['helloworld', 'egon'])
    expect(marks(streams[0])).toEqual([Mark.whole, Mark.whole])
    expect(Array.from(streams[0]?.recv.limits.subarray(0, 2) ?? [])).toEqual([10, 4])
    expect(findings(streams[0])).toEqual([])
  })

  it('a pause of five seconds keeps them apart', async ({ expect }) => {
    const { streams, stdout } = await pairs.run('pausing', 8080, '', true)
    expect(stdout).toContain("data1:  b'hello'")
    expect(stdout).toContain("data2: b'world'")
    expect(texts(streams[0], 'recv')).toEqual(['hello', 'world'])
    const { times = [] } = streams[0]?.send ?? {}
    expect(Number(times[1]) - Number(times[0])).toBeGreaterThanOrEqual(5e9)
    expect(findings(streams[0])).toEqual([])
  })

  it('datagrams stay apart', async ({ expect }) => {
    const udp = await pairs.run('udp', 8080, 'hello\nworld\n')
    for (const [name, words] of [
      ['udp-server.py', ["b'hello'", "b'world'"]],
      ['when-listening.sh', ['HELLO', 'WORLD']],
    ] as const)
      for (const word of words) expect(udp.stdout).toMatch(new RegExp(`\\[${name}\\].*${word} \\('127`))
    const answers = answersOf(udp, 8080)
    expect([texts(answers?.reverse, 'send'), texts(answers?.reverse, 'recv')]).toEqual([
      ['hello', 'world'],
      ['hello', 'world'],
    ])
    expect([texts(answers, 'send'), texts(answers, 'recv')]).toEqual([
      ['HELLO', 'WORLD'],
      ['HELLO', 'WORLD'],
    ])
    expect([...findings(answers), ...findings(answers?.reverse)]).toEqual([])
  })

  it('people chat with two clients, as they type it in one terminal', async ({ expect }) => {
    const { streams, printed } = await pairs.chat([
      [undefined, 'chat-client.py: first'],
      [/message from .*first/, 'chat-server.py: answer to the first'],
      [/message from .*answer to the first/, 'chat-client.py 2: second'],
      [/message from .*second/, 'chat-server.py: answer to the second'],
      [/message from .*answer to the second/, 'chat-client.py: quit'],
    ])
    expect(printed).toContain('answer to the second')
    const byWriter = streams
      .filter(({ send }) => send.count > 0)
      .map((stream) => [stream.writer, stream.reader, texts(stream, 'send'), texts(stream, 'recv')])
    expect(byWriter).toEqual(
      expect.arrayContaining([
        ['chat-client.py', 'chat-server.py', ['first'], ['first']],
        ['chat-server.py', 'chat-client.py', ['answer to the first'], ['answer to the first']],
        ['chat-client.py 2', 'chat-server.py', ['second'], ['second']],
        ['chat-server.py', 'chat-client.py 2', ['answer to the second'], ['answer to the second']],
      ]),
    )
    for (const stream of streams) expect(findings(stream)).toEqual([])
  })

  it('a remote command’s long answer is read in part, and its rest is taken for the next answer', async ({
    expect,
  }) => {
    const command = await pairs.run('command', 8082, 'seq 1000\necho hello\n')
    const answers = answersOf(command, 8082)
    expect(texts(answers?.reverse, 'recv')).toEqual(['seq 1000', 'echo hello'])
    expect(texts(answers, 'send')[0]).toBe(counted)
    const [first = '', second = ''] = texts(answers, 'recv')
    expect(first).toBe(counted.slice(0, 1_024))
    expect(marks(answers).slice(0, 1)).toEqual([Mark.torn])
    expect(second).toBe(counted.slice(1_024, 1_024 + second.length))
    expect(findings(answers)).toEqual(
      expect.arrayContaining([
        ['split', 'mss', '1 send left in 3 segments.'],
        ['split', 'recv-limit', '1 segment arrived in 2 recvs.'],
      ]),
    )
  })

  it('with a header of struct, every answer is whole', async ({ expect }) => {
    const command = await pairs.run('framed-command', 8082, 'seq 1000\necho hello\n')
    const answers = answersOf(command, 8082)
    const parsed = parseFraming('struct:I')
    if (!answers || !parsed.ok) throw new Error('no answers')
    const { lane } = frameStream(answers, parsed.spec)
    const bodies = Array.from({ length: lane.count }, (_, i) =>
      Buffer.from(answers.bytes(Number(lane.starts[i]) + 4, Number(lane.ends[i]))).toString(),
    )
    expect(bodies).toEqual([counted, 'hello\n'])
    expect(texts(answers, 'send').slice(1, 2)).toEqual([counted])
    expect(command.stdout).toContain('>>:hello\n')
    const found = findings(answers, parsed.spec)
    expect(found).toContainEqual(['split', 'torn', 'Message 2 needed 2 recvs.'])
    expect(found.map(([, cause]) => cause)).not.toContain('stuck')
  })
})

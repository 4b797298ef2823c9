// Logs that strace 6.1 wrote of one Python program, read as sessions: with -yy and times, and with nothing but -f. The
// program sent 9 and 9 bytes, and its reader printed what its recv(4) and recv(100) returned.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findFindings, frameStream, type Lane, Session } from '@unstick/session'
import { parseFraming } from '@unstick/framing'
import { describe, expect, it } from 'vitest'
import { straceBlocks } from './strace-blocks.ts'

const fixture = (name: string): Uint8Array =>
  readFileSync(fileURLToPath(new URL(`../../test/fixtures/${name}.strace`, import.meta.url)))

const read = async (...pieces: readonly Uint8Array[]): Promise<Session> => {
  const session = new Session()
  for await (const { pieces: blocks } of straceBlocks(pieces)) for (const block of blocks) session.push(block)
  session.end()
  return session
}

const sizes = (lane: Lane | undefined): number[] =>
  Array.from(
    { length: lane?.count ?? 0 },
    (_, index) => Number(lane?.ends[index]) - Number(lane?.starts[index]),
  )

const framed = (session: Session, spec: string) => {
  const parsed = parseFraming(spec)
  const [stream] = session.streams
  if (!parsed.ok || !stream) throw new Error('there is no stream, or no such framing')
  return { stream, framed: frameStream(stream, parsed.spec) }
}

const unsaid = (session: Session): string =>
  session.printed
    .filter(({ program }) => program === 'Unstick')
    .map(({ text }) => text)
    .join('')

describe.each(['named', 'plain'])('%s.strace', (name) => {
  it('is one connection with the calls that the program made, cut anywhere', async () => {
    const bytes = fixture(name)
    for (const size of [bytes.length, 1_000, 7]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, k) =>
        bytes.subarray(k * size, (k + 1) * size),
      )
      const session = await read(...pieces)
      expect(session.streams).toHaveLength(1)
      const [stream] = session.streams
      expect([sizes(stream?.send), sizes(stream?.recv)]).toEqual([
        [9, 9],
        [4, 14],
      ])
      expect(Buffer.from(stream?.bytes(0, 18) ?? [])).toEqual(Buffer.from('\0\0\0\x05hello\0\0\0\x05world'))
      expect(stream?.role).toBe('client')
      const printed = session.printed.filter(({ program }) => program !== 'Unstick').map(({ text }) => text)
      expect(printed.join('')).toBe(
        String.raw`b'\x00\x00\x00\x05'` + '\n' + String.raw`b'hello\x00\x00\x00\x05world'` + '\n',
      )
    }
  })
})

it('with -yy and times, nothing is unsaid', async () => {
  const session = await read(fixture('named'))
  expect(unsaid(session)).toBe('')
  expect(session.timeText(session.first).slice(0, 4)).toBe('1795')
})

it('without -yy and without times, that is said, and no cause is claimed from times', async () => {
  const session = await read(fixture('plain'))
  expect(unsaid(session)).toContain('has no times')
  expect(unsaid(session)).toContain('the one that accept returned')
  const { stream, framed: frames } = framed(session, 'struct:!I')
  const causes = findFindings(stream, frames)
    .filter(({ lane }) => lane === 'recv')
    .map(({ cause, text }) => [cause, text])
  expect(causes).toContainEqual(['not-measured', 'The times in the log are too coarse to tell why.'])
})

it('a text that is none of strace’s is no log', async () => {
  await expect(read(Buffer.from('hello\nworld\n'))).rejects.toThrow('Line 1, column 1')
})

describe('recv on a UDP socket that is not connected', () => {
  // As strace 6.1 writes the calls of s.sendto(b'ping', server) and s.recv(10), and of a server's recvfrom.
  const to = (port: number) =>
    `{sa_family=AF_INET, sin_port=htons(${port}), sin_addr=inet_addr("127.0.0.1")}, 16`
  const sent = (port: number) => `7 1.1 sendto(3<UDP:[0.0.0.0:5000]>, "ping", 4, 0, ${to(port)}) = 4 <0.1>\n`
  const received = '7 1.5 recvfrom(3<UDP:[0.0.0.0:5000]>, "pong", 10, 0, NULL, NULL) = 4 <0.1>\n'
  const answered = `8 1.4 sendto(4<UDP:[127.0.0.1:8080]>, "pong", 4, 0, ${to(5000)}) = 4 <0.01>\n`
  const streamsOf = async (log: string) => {
    const session = await read(Buffer.from(log))
    const streams = session.streams
      .filter(({ send, recv }) => send.count + recv.count > 0)
      .map(({ source, destination, send, recv }) => [source.port, destination.port, send.count, recv.count])
    return { streams, unsaid: unsaid(session) }
  }

  it('is of the only partner that the socket had, which is said', async () => {
    const { streams, unsaid } = await streamsOf(sent(8080) + answered + received)
    expect(streams).toEqual([
      [5000, 8080, 1, 0],
      [8080, 5000, 1, 1],
    ])
    expect(unsaid).toContain('the only partner that the socket had')
  })

  it('is of nobody known if the socket had two partners, or none', async () => {
    for (const before of [sent(8080) + sent(8081), '']) {
      const { streams, unsaid } = await streamsOf(before + answered + received)
      expect(streams).toContainEqual([0, 5000, 0, 1])
      expect(unsaid).not.toContain('partner')
    }
  })
})

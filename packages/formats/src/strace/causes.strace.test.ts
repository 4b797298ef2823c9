// A real program under strace, and what a session says of it: short writes, bytes joined by request, looks that take
// nothing, sendfile and a reset, as the program itself saw them.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Findings, frameStream, Path, Session, sessionHeaderBlock, streamNotes } from '@unstick/session'
import { describe, expect, it } from 'vitest'
import { CallLog } from './call-log.ts'

/** The interpreter itself, because `python3` may be a script that starts it. */
const python = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' })
const canTrace = python.status === 0 && spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0

/** Writes what it saw itself into a file. */
const program = `
import errno, json, os, socket, sys
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
listener.bind(('127.0.0.1', 0))
listener.listen()
client = socket.socket()
client.connect(listener.getsockname())
client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
server, _ = listener.accept()
seen = {}

def take(count):
    got = b''
    while len(got) < count:
        got += server.recv(65536)
    return got

# Both buffers are full long before a megabyte.
data = bytes(range(256)) * 4096
client.setblocking(False)
seen['given'] = len(data)
seen['took'] = client.send(data)
seen['more'] = []
try:
    while True:
        seen['more'].append(client.send(data[:1000]))
except BlockingIOError:
    seen['blocked'] = 1
client.setblocking(True)
take(seen['took'] + sum(seen['more']))

client.send(b'head', socket.MSG_MORE)
client.send(b'body')
seen['joined'] = take(8).decode()

client.send(b'look')
seen['looked'] = server.recv(2, socket.MSG_PEEK).decode()
take(4)

with open(sys.argv[1], 'wb') as file:
    file.write(b'from a file')
with open(sys.argv[1], 'rb') as file:
    seen['file'] = os.sendfile(client.fileno(), file.fileno(), 0, 65536)
take(seen['file'])

server.setblocking(False)
try:
    server.recv(10)
except BlockingIOError:
    seen['nothing'] = 1
server.setblocking(True)

server.send(b'answer')
client.recv(10)
client.send(b'never read')
server.recv(1, socket.MSG_PEEK)
server.close()
try:
    client.recv(10)
except ConnectionResetError:
    seen['reset'] = 'ECONNRESET'
client.close()
json.dump(seen, open(sys.argv[1] + '.json', 'w'))
`

interface Seen {
  readonly given: number
  readonly took: number
  readonly more: readonly number[]
  readonly blocked: number
  readonly joined: string
  readonly file: number
  readonly nothing: number
  readonly reset: string
}

const traced = (): { readonly session: Session; readonly seen: Seen } => {
  const folder = mkdtempSync(join(tmpdir(), 'unstick-causes-'))
  try {
    const [script, log, file] = ['program.py', 'log', 'file'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    writeFileSync(script, program)
    const options =
      '-f --seccomp-bpf -yy -Y --absolute-timestamps=format:unix,precision:ns --syscall-times=ns -xx -s 1048576 -e trace=%network,read,write,readv,writev,close,sendfile,execve -e signal=none'
    execFileSync('strace', [...options.split(' '), '-o', log, python.stdout.trim(), script, file], {
      timeout: 60_000,
    })
    const calls = new CallLog()
    const of = calls.program()
    const session = new Session()
    for (const block of [sessionHeaderBlock({ title: 'causes' }), ...of.push(readFileSync(log)), ...of.end()])
      session.push(block)
    session.end()
    return { session, seen: JSON.parse(readFileSync(`${file}.json`, 'utf8')) as Seen }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe.runIf(canTrace)('a Python program under strace', () => {
  it('has the findings and notes of what it saw itself', { timeout: 120_000 }, () => {
    const { session, seen } = traced()
    const stream = session.streams.find(({ calls }) => (calls?.shortWrites.count ?? 0) > 0)
    if (!stream) throw new Error('no stream with a short write')
    expect(seen).toMatchObject({ joined: 'headbody', file: 11, nothing: 1, reset: 'ECONNRESET' })
    expect(seen.took).toBeLessThan(seen.given)

    const findings = [...new Findings(new Path([stream], frameStream(stream, { kind: 'none' })))]
    const [short] = findings.filter(({ kind }) => kind === 'short-write')
    expect(short).toMatchObject({ index: 0, cause: 'short-write' })
    expect(short?.title.replaceAll(',', '')).toBe(`sendto took ${seen.took} of ${seen.given} bytes.`)

    // The send after it was given the first thousand bytes again.
    expect(short?.text).toContain(seen.more.length > 0 ? 'began with other bytes' : 'No send followed')

    const { send, calls } = stream
    const index = Array.from({ length: send.count }, (_, k) => k)
    const more = index.filter((k) => calls?.sends.hasFlag(k, 'MSG_MORE'))
    expect(more).toHaveLength(1)
    const [first = 0] = more
    const text = (from: number, to: number) => Buffer.from(stream.bytes(from, to)).toString()
    expect(text(send.starts[first] as number, send.ends[first + 1] as number)).toBe(seen.joined)
    expect(findings.find(({ text }) => text.includes('MSG_MORE'))?.title).toBe('2 sends arrived in 1 recv.')

    const file = index.find((k) => calls?.sends.of(k)?.name === 'sendfile') ?? -1
    expect(send.captured(file)).toBe(0)
    expect(text(send.starts[file] as number, send.ends[file] as number)).toBe('from a file')

    expect(streamNotes(stream)).toEqual([
      expect.stringMatching(
        /^The server closed first: it called close [\d.]+ (?:µs|ms) before the client called close\.$/,
      ),
      expect.stringMatching(
        /^The server called close when 10 bytes \([\d,]+ to [\d,]+\) that had been sent were not read\. The client's recvfrom returned ECONNRESET\.$/,
      ),
      '1 send of the client returned EAGAIN: the send buffer had no room.',
      '1 recv of the server returned EAGAIN: no byte was there.',
      '2 recvs of the server only looked at the bytes (MSG_PEEK) and took none.',
      'The client set SO_SNDBUF to 4096.',
    ])
  })
})

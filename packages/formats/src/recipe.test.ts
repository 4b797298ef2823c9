// ARCHITECTURE.md's recipes, followed: an importer and an exporter of a few lines, each added to its list.
import { sectionHeaderBlock } from '@unstick/pcapng'
import { callBlock, callInterfaceBlock, Session } from '@unstick/session'
import { expect, test } from 'vitest'
import {
  type Exporter,
  exportName,
  exporters,
  ImportDamage,
  type Importer,
  logPieces,
  sniff,
} from './index.ts'
import { importers } from './importers.ts'

/** `words` and then what a program sent, a line each. */
const words: Importer = {
  name: 'words',
  extensions: ['.words'],
  headLength: 6,
  sniff: (head) => new TextDecoder().decode(head) === 'words\n',
  blocks: async function* (pieces) {
    yield { pieces: [sectionHeaderBlock({}), callInterfaceBlock('words')], packets: 0 }
    let text = ''
    for await (const piece of pieces) text += new TextDecoder().decode(piece)
    for (const line of text.split('\n').slice(1, -1)) yield { pieces: [sent(line)], packets: 1 }
    if (!text.endsWith('\n')) throw new ImportDamage('Its last line has no end.')
  },
}

const sent = (line: string): Uint8Array =>
  callBlock(0, {
    name: 'send',
    args: [String(line.length)],
    result: line.length,
    transport: 'tcp',
    local: { address: '10.0.0.1', port: 1 },
    remote: { address: '10.0.0.2', port: 2 },
    start: 0n,
    duration: 0n,
    payload: new TextEncoder().encode(line),
  })

/** How many streams there are, one line. */
const count: Exporter = {
  kind: 'count',
  mediaType: 'text/plain',
  extension: '.txt',
  of: 'session',
  label: 'The number of streams',
  usage: 'how many streams there are',
  write: async (source) => [`${(await source.messages()).session.streams.length}\n`],
}

/** As a session reads it, in pieces that end inside its first bytes. */
const read = async (text: string): Promise<Session> => {
  const session = new Session()
  const bytes = new TextEncoder().encode(text)
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += 4) yield await Promise.resolve(bytes.subarray(at, at + 4))
  }
  for await (const piece of logPieces(await sniff(pieces(), [...importers, words]))) session.push(piece)
  session.end()
  return session
}

test('an importer is one object, and what it knows is read as a session', async () => {
  const session = await read('words\nhello\nworld\n')
  expect(session.streams.map(({ name }) => name)).toEqual(['10.0.0.1:1>10.0.0.2:2'])
  const [stream] = session.streams
  expect(new TextDecoder().decode(stream?.bytes(0, stream.length))).toBe('helloworld')
  expect(session.blocks.packets).toBe(2)
})

test('its damage is thrown when all before it was read', async () => {
  await expect(read('words\nhello\nwor')).rejects.toThrow('Its last line has no end.')
})

test('an exporter is one object: its kind, its media type, its file and what it writes', async () => {
  const session = await read('words\nhello\n')
  const [exporter] = [...exporters, count].filter(({ kind }) => kind === 'count')
  const none = () => Promise.reject(new Error('it asks for no stream'))
  const messages = () => Promise.resolve({ session, framed: [] })
  const written = await exporter?.write({ name: 'hello', log: () => session.log(), stream: none, messages })
  expect(written).toEqual(['1\n'])
  expect(exporter && exportName(exporter, 'hello', 0)).toBe('hello.txt')
})

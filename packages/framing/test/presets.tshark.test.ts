// Presets against another program that knows their protocols: bytes that were assembled by hand, on the protocol's port in
// a capture, and the sizes that tshark's dissector gives its messages.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { exampleOfPreset, parseFraming, type PresetName } from '../src/index.ts'
import { accountOf, hex } from './every-cut.ts'
import { PROTOCOLS } from './protocols.ts'

const hasTshark = ['tshark', 'text2pcap', 'mergecap'].every(
  (program) => spawnSync(program, ['--version']).error === undefined,
)
if (!hasTshark) console.log('tshark is missing: the presets were not held against its dissectors')

/** A preset, tshark's name for its protocol, and the server's port. */
const KNOWN = [
  ['dnp3', 'dnp3', 20000],
  ['someip', 'someip', 30491],
  ['doip', 'doip', 13400],
  ['hislip', 'hislip', 4880],
  ['giop', 'giop', 683],
  ['skinny', 'skinny', 2000],
  ['ldp', 'ldp', 646],
  ['hartip', 'hart_ip', 5094],
  ['gearman', 'gearman', 4730],
  ['openwire', 'openwire', 61616],
  ['kerberos', 'kerberos', 88],
  ['memcached-binary', 'memcache', 11211],
  ['synchrophasor', 'synphasor', 4712],
  ['dcerpc', 'dcerpc', 135],
  ['dlt', 'dlt', 3490],
  ['mongodb', 'mongo', 27017],
  ['cassandra', 'cql', 9042],
  ['kafka', 'kafka', 9092],
  ['bgp', 'bgp', 179],
  ['tds', 'tds', 1433],
  ['bitcoin', 'bitcoin', 8333],
  ['mqtt', 'mqtt', 1883],
  ['fastcgi', 'fcgi', 9000],
  ['rpc', 'rpc', 111],
  ['bmp', 'bmp', 11019],
  ['enip', 'enip', 44818],
  ['ipfix', 'cflow', 4739],
  ['openflow', 'openflow_v4', 6653],
  ['pcep', 'pcep', 4189],
  ['rtr', 'rpkirtr', 323],
  ['smpp', 'smpp', 2775],
  ['tacacs', 'tacplus', 49],
  ['thrift', 'thrift', 9090],
  ['ajp13', 'ajp13', 8009],
  ['git', 'git', 9418],
] as const

/** IEEE 1815, with the checksums that tshark asks for: no user data, three bytes and twenty. */
const DNP3 =
  '056405c4010002006c6f 056408c401000200390dc0c0016da0 056419c4010002001fc0c1c10178787878787878787878787878f9f778787878de00'

/** What a side sends: the messages of `protocols.ts`, twice if that is one only. */
const bytesOf = (preset: PresetName): Uint8Array => {
  if (preset === 'dnp3') return hex(DNP3)
  const sent = PROTOCOLS.find(({ spec }) => spec === preset)
  if (sent === undefined) {
    const { bytes } = exampleOfPreset(preset)
    return Buffer.concat([bytes, bytes])
  }
  return sent.lengths.length > 1 ? sent.bytes : Buffer.concat([sent.bytes, sent.bytes])
}

const folder = mkdtempSync(join(tmpdir(), 'unstick-presets-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** One capture with one packet for each preset, so that tshark starts once. */
const dissected = (): readonly string[] => {
  const captures = KNOWN.map(([preset, , port]) => {
    const text = join(folder, `${preset}.txt`)
    const capture = join(folder, `${preset}.pcap`)
    writeFileSync(text, `0000 ${Buffer.from(bytesOf(preset)).toString('hex').replace(/../g, '$& ')}\n`)
    spawnSync('text2pcap', ['-q', '-T', `40000,${port}`, text, capture])
    return capture
  })
  const all = join(folder, 'all.pcapng')
  spawnSync('mergecap', ['-a', '-w', all, ...captures])
  const as = KNOWN.flatMap(([, name, port]) => ['-d', `tcp.port==${port},${name.replace(/_v4$/, '')}`])
  // It says every field of every message.
  const { stdout, stderr, status } = spawnSync('tshark', ['-r', all, '-T', 'pdml', ...as], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  if (status !== 0) throw new Error(stderr)
  return stdout.split('<packet>').slice(1)
}

describe.skipIf(!hasTshark)('presets and the dissectors of tshark', () => {
  const packets = hasTshark ? dissected() : []

  it.each(KNOWN)('%s ends its messages where tshark ends them', (preset, name) => {
    const packet = packets[KNOWN.findIndex(([each]) => each === preset)] ?? ''
    const protos = packet.matchAll(new RegExp(`<proto name="${name}"[^>]*? size="(\\d+)"`, 'g'))
    const sizes = [...protos].map(([, size]) => Number(size))
    const parsed = parseFraming(preset)
    if (!parsed.ok) throw new Error(parsed.error.message)
    const { frames, error } = accountOf(parsed.spec, [bytesOf(preset)])
    expect(error).toBeUndefined()
    expect(sizes.length).toBeGreaterThan(1)
    expect(frames.map(([start, , , end]) => end - start)).toEqual(sizes)
  })
})

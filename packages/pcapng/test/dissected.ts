// Writes a capture's packets and payloads as rows of text with tshark's field names, to compare with tshark's rows.
import { CaptureReader } from '../src/capture-reader.ts'
import { dissect } from '../src/dissect.ts'
import type { PacketView } from '../src/packet-view.ts'
import { Payload } from '../src/payload.ts'
import { Reassembler } from '../src/reassembler.ts'

export type Row = Readonly<Record<string, string>>

/** Rows as this package reads them; fragments count with the one that completes their datagram, as in tshark. */
export const rowsOf = (bytes: Uint8Array): Row[] => {
  const rows: Row[] = []
  const payload = new Payload()
  const reassembler = new Reassembler()
  let format = ''
  let section = 0
  let interfaces = 0
  let firstInterface = 0
  const reader = new CaptureReader({
    section: (header) => {
      format = header.format
      section++
      firstInterface = interfaces
    },
    interface: () => {
      interfaces++
    },
    packet: (packet) => {
      const { linkType, data, start, length, originalLength } = packet
      const found =
        dissect(linkType, data, start, length, originalLength, payload) ||
        (payload.problem === 'FRAGMENT' && reassembler.add(payload, packet.seconds))
      rows.push({
        section: format === 'pcap' ? '' : String(section),
        interface: format === 'pcap' ? '' : String(packet.interfaceIndex - firstInterface),
        ...packetRow(packet),
        ...(found && payloadRow(payload)),
      })
    },
  })
  reader.push(bytes)
  reader.end()
  if (reader.error) throw new Error(reader.error.message)
  return rows
}

const packetRow = (packet: PacketView): Row => ({
  time: packet.timed ? `${packet.seconds}.${String(packet.nanoseconds).padStart(9, '0')}` : '',
  length: String(packet.length),
  originalLength: String(packet.originalLength),
  direction: packet.direction ?? '',
  comment: packet.comment ?? '',
})

const payloadRow = (payload: Payload): Row => ({
  transport: payload.transport,
  source: payload.sourceAddress,
  destination: payload.destinationAddress,
  ports: `${payload.sourcePort}>${payload.destinationPort}`,
  payload: Buffer.from(payload.data.subarray(payload.start, payload.start + payload.length)).toString('hex'),
  payloadLength: String(payload.originalLength),
  ...(payload.hasTcpHeader && {
    sequence: String(payload.sequence),
    acknowledgment: String(payload.acknowledgment),
    flags: String(payload.flags),
    window: String(payload.window),
    maximumSegmentSize: String(payload.maximumSegmentSize ?? ''),
    windowScale: String(payload.windowScale ?? ''),
  }),
})

/** Rows from tshark's output, without its lines for blocks that are not packets (it shows custom blocks). */
export const rowsOfTshark = (printed: string): Row[] => {
  const [header = '', ...lines] = printed.trimEnd().split('\n')
  const names = header.split('\t')
  return lines
    .map((line) => {
      const values = line.split('\t')
      return (name: string) => values[names.indexOf(name)] ?? ''
    })
    .filter((field) => field('frame.interface_id') !== '' || field('frame.time_epoch') !== '')
    .map((field) => ({
      section:
        field('frame.section_number') === '' || field('frame.interface_id') === ''
          ? ''
          : field('frame.section_number'),
      interface: field('frame.interface_id'),
      time: field('frame.time_epoch'),
      length: field('frame.cap_len'),
      originalLength: field('frame.len'),
      direction:
        { '0x00000001': 'inbound', '0x00000002': 'outbound' }[field('frame.packet_flags_direction')] ?? '',
      comment: field('frame.comment'),
      ...transportRow(field),
    }))
}

const transportRow = (field: (name: string) => string): Row => {
  const ends = {
    source: field('ip.src') || field('ipv6.src'),
    destination: field('ip.dst') || field('ipv6.dst'),
  }
  const [source, destination] = ['src', 'dst'].map((end) => field(`exported_pdu.${end}_port`))
  if (source && destination)
    return {
      transport: { 2: 'tcp', 3: 'udp' }[Number(field('exported_pdu.port_type'))] ?? '',
      ...ends,
      ports: `${source}>${destination}`,
      payload: field('data.data'),
      payloadLength: String(field('data.data').length / 2),
    }
  if (field('tcp.srcport'))
    return {
      transport: 'tcp',
      ...ends,
      ports: `${field('tcp.srcport')}>${field('tcp.dstport')}`,
      payload: field('tcp.payload'),
      payloadLength: field('tcp.len'),
      sequence: field('tcp.seq_raw'),
      acknowledgment: field('tcp.ack_raw'),
      flags: String(Number(field('tcp.flags'))),
      window: field('tcp.window_size_value'),
      maximumSegmentSize: field('tcp.options.mss_val'),
      windowScale: field('tcp.options.wscale.shift'),
    }
  if (field('udp.srcport'))
    return {
      transport: 'udp',
      ...ends,
      ports: `${field('udp.srcport')}>${field('udp.dstport')}`,
      payload: field('udp.payload'),
      payloadLength: String(Number(field('udp.length')) - 8),
    }
  return {}
}

// Well-known protocols as data: each is a line of the text language, with the specification it was checked against.

/** One protocol. */
export interface Preset {
  /** Its proper name. */
  readonly title: string
  /** The specification, and the place in it that says where messages end. */
  readonly source: string
  /** The framing, as {@link parseFraming} reads it. */
  readonly text: string
  /** What a reader should know and the framing does not say. */
  readonly note?: string
}

const TLS_RECORD = 'length:u16be,at=3,starts=??03'
const POSTGRES_UNTYPED = 'length:u32be,adjust=-4'
const MYSQL_PACKET = 'length:u24le,header=4,adjust=1,max=16777219'
const INTERLEAVED = 'length:u16be,at=2,starts=24'
const AMQP10_HEADER = 'fixed:8,starts=414d5150,if=414d5150,again=always'

/** All presets by name. */
export const PRESETS = {
  dns: {
    title: 'DNS over TCP',
    source: 'RFC 1035, 4.2.2',
    text: 'length:u16be',
  },
  postgres: {
    title: 'PostgreSQL',
    source: 'PostgreSQL 17 manual, 53.2 "Message Flow" and 53.7 "Message Formats"',
    text: [
      `${POSTGRES_UNTYPED},if=0000000804d2162f,again=while,side=client`,
      `${POSTGRES_UNTYPED},if=0000000804d21630,again=while,side=client`,
      `${TLS_RECORD},if=1603,side=client,upgrade=tls`,
      `${POSTGRES_UNTYPED},side=client`,
      'fixed:1,if=4e,again=while,side=server',
      'fixed:1,if=53,side=server,upgrade=tls',
      'length:u32be,at=1,adjust=-4',
    ].join(' then '),
    note: "The client's first messages have no type byte, and the server answers a request for TLS with one byte.",
  },
  mysql: {
    title: 'MySQL and MariaDB',
    source: 'MySQL internals, "MySQL Packets" and "Protocol::SSLRequest"',
    text: [
      `${MYSQL_PACKET},if=20000001,side=client,upgrade=tls`,
      `${MYSQL_PACKET},side=server`,
      `${TLS_RECORD},if=1603??00,side=server,upgrade=tls`,
      MYSQL_PACKET,
    ].join(' then '),
    note: 'A packet of FFFFFF bytes continues in the next one. Compressed connections have another header.',
  },
  mongodb: {
    title: 'MongoDB wire protocol',
    source: 'MongoDB manual, "Wire Protocol", standard message header',
    text: 'length:u32le,header=16,adjust=-4',
  },
  kafka: {
    title: 'Apache Kafka',
    source: 'Kafka protocol guide, "Common Request and Response Structure"',
    text: 'length:i32be',
  },
  cassandra: {
    title: 'Cassandra native protocol v3 and v4',
    source: 'CQL binary protocol v4, section 2 "Frame header"',
    text: 'length:u32be,at=5',
    note: 'Version 5 wraps its messages in other frames after the start-up.',
  },
  amqp091: {
    title: 'AMQP 0-9-1',
    source: 'AMQP 0-9-1 specification, 2.3.5 "Frame Details" and 4.2.2 "Protocol Header"',
    text: 'fixed:8,starts=414d5150,if=414d5150 then length:u32be,at=3,adjust=1,ends=ce',
  },
  amqp10: {
    title: 'AMQP 1.0',
    source: 'OASIS AMQP 1.0, part 2, 2.2 "Version Negotiation" and 2.3 "Framing"',
    text: `${AMQP10_HEADER} then length:u32be,header=8,adjust=-4`,
    note: 'The protocol header comes once for TLS or SASL and again for AMQP itself.',
  },
  mqtt: {
    title: 'MQTT 3.1.1 and 5',
    source: 'OASIS MQTT 5.0, 2.1 "Structure of an MQTT Control Packet" and 1.5.5 "Variable Byte Integer"',
    text: 'varint,at=1,max-bytes=4',
  },
  tls: {
    title: 'TLS records',
    source: 'RFC 8446, 5.1',
    text: TLS_RECORD,
  },
  http2: {
    title: 'HTTP/2',
    source: 'RFC 9113, 3.4 and 4.1',
    text: [
      'fixed:24,starts=505249202a20485454502f322e300d0a0d0a534d0d0a0d0a,side=client',
      'length:u24be,header=9,adjust=6',
    ].join(' then '),
  },
  grpc: {
    title: 'gRPC messages inside HTTP/2 DATA',
    source: 'grpc/doc/PROTOCOL-HTTP2.md, "Length-Prefixed-Message"',
    text: 'length:u32be,at=1',
  },
  tds: {
    title: 'TDS (Microsoft SQL Server)',
    source: 'MS-TDS, 2.2.3.1 "Packet Header"',
    text: 'length:u16be,at=2,header=8,adjust=-4',
  },
  tpkt: {
    title: 'TPKT (RDP, S7, H.323)',
    source: 'RFC 1006, section 6',
    text: 'length:u16be,at=2,adjust=-4,starts=03',
    note: "RDP's fast-path packets are not TPKT.",
  },
  modbus: {
    title: 'Modbus/TCP',
    source: 'MODBUS Messaging on TCP/IP Implementation Guide V1.0b, 3.1.3 "MBAP Header"',
    text: 'length:u16be,at=4,header=7,starts=????0000',
  },
  bgp: {
    title: 'BGP-4',
    source: 'RFC 4271, 4.1',
    text: 'length:u16be,at=16,header=19,adjust=-18,starts=ffffffffffffffffffffffffffffffff',
  },
  diameter: {
    title: 'Diameter',
    source: 'RFC 6733, section 3',
    text: 'length:u24be,at=1,header=20,adjust=-4,starts=01',
  },
  smb: {
    title: 'SMB over direct TCP',
    source: 'MS-SMB2, 2.1 "Transport"',
    text: 'length:u24be,at=1',
  },
  rpc: {
    title: 'ONC RPC record marks',
    source: 'RFC 5531, section 11',
    text: 'length:u32be,mask=7fffffff',
    note: 'Each frame is a fragment; the top bit marks the last one of a record.',
  },
  bitcoin: {
    title: 'Bitcoin peer to peer',
    source: 'Bitcoin developer reference, "Message Headers"',
    text: 'length:u32le,at=16,header=24,adjust=4',
  },
  bittorrent: {
    title: 'BitTorrent peer wire',
    source: 'BEP 3, "peer protocol"',
    text: 'fixed:68,starts=13426974546f7272656e742070726f746f636f6c then length:u32be',
  },
  stun: {
    title: 'STUN over TCP',
    source: 'RFC 8489, section 5',
    text: 'length:u16be,at=2,header=20,adjust=16,starts=????????2112a442',
  },
  opcua: {
    title: 'OPC UA TCP',
    source: 'OPC 10000-6, 7.1.2.2 "Message Header"',
    text: 'length:u32le,at=4,adjust=-8',
  },
  dicom: {
    title: 'DICOM upper layer',
    source: 'DICOM PS3.8, 9.3.1',
    text: 'length:u32be,at=2,starts=??00',
  },
  iec104: {
    title: 'IEC 60870-5-104',
    source: 'IEC 60870-5-104, section 5 "APCI"',
    text: 'length:u8,at=1,header=6,starts=68',
  },
  ldap: {
    title: 'LDAP',
    source: 'RFC 4511, 5.2',
    text: 'ber',
  },
  redis: {
    title: 'Redis',
    source: 'Redis serialization protocol specification; RESP3',
    text: 'resp',
  },
  lsp: {
    title: 'Language Server Protocol',
    source: 'LSP 3.17, "Base Protocol"',
    text: 'content-length',
  },
  minecraft: {
    title: 'Minecraft Java Edition',
    source: 'Minecraft protocol documentation, "Packet format"',
    text: 'varint,max-bytes=3',
  },
  protobuf: {
    title: 'Delimited protocol buffers',
    source: 'protobuf, MessageLite::writeDelimitedTo; "Encoding", "Base 128 Varints"',
    text: 'varint',
  },
  git: {
    title: 'Git pkt-lines',
    source: 'gitprotocol-common, "pkt-line Format"; gitprotocol-v2, "Packet-Line Framing"',
    text: 'length:hex4,adjust=-4,bare=2',
    note: '0000, 0001 and 0002 are frames without a body; a pack that git push sends is not framed.',
  },
  fastcgi: {
    title: 'FastCGI',
    source: 'FastCGI specification, 3.3 "Records"',
    text: 'length:u16be,at=4,header=8,adjust=2,padding=6,starts=01',
  },
  ajp13: {
    title: 'AJP 1.3 (Tomcat behind a web server)',
    source: 'AJPv13, "Packet Headers"',
    text: 'length:u16be,at=2,starts=1234,side=client,if=1234,again=always then length:u16be,at=2,starts=4142',
  },
  bmp: {
    title: 'BGP Monitoring Protocol',
    source: 'RFC 7854, 4.1',
    text: 'length:u32be,at=1,header=6,adjust=-5,starts=03',
  },
  enip: {
    title: 'EtherNet/IP',
    source: 'ODVA, the CIP networks library, volume 2, 2-3.1 "Encapsulation Packet Structure"',
    text: 'length:u16le,at=2,header=24,adjust=20',
  },
  ipfix: {
    title: 'IPFIX',
    source: 'RFC 7011, 3.1 and 10.4',
    text: 'length:u16be,at=2,header=16,adjust=-4,starts=000a',
  },
  mllp: {
    title: 'HL7 version 2 over MLLP',
    source: 'HL7 Transport Specification: MLLP, Release 1, "Block format"',
    text: 'delimiter:\\x1c\\r,strip=1',
    note: 'The byte 0b that begins a block is stripped from the body.',
  },
  openflow: {
    title: 'OpenFlow',
    source: 'OpenFlow Switch Specification 1.3.5, 7.1.1',
    text: 'length:u16be,at=2,header=8,adjust=-4',
  },
  pcep: {
    title: 'Path Computation Element Protocol',
    source: 'RFC 5440, 6.1',
    text: 'length:u16be,at=2,adjust=-4',
  },
  radius: {
    title: 'RADIUS over TCP',
    source: 'RFC 6613, 2.1; RFC 2865, section 3',
    text: 'length:u16be,at=2,header=20,adjust=-4',
  },
  rtp: {
    title: 'RTP over TCP',
    source: 'RFC 4571, section 2',
    text: 'length:u16be',
  },
  rtr: {
    title: 'RPKI to router',
    source: 'RFC 8210, section 5',
    text: 'length:u32be,at=4,adjust=-8',
  },
  smpp: {
    title: 'SMPP',
    source: 'SMPP 3.4, 3.2 "SMPP PDU Format"',
    text: 'length:u32be,header=16,adjust=-4',
  },
  tacacs: {
    title: 'TACACS+',
    source: 'RFC 8907, 4.1',
    text: 'length:u32be,at=8',
  },
  thrift: {
    title: 'Thrift, framed transport',
    source: 'Apache Thrift, doc/specs/thrift-rpc.md, "Framed vs. unframed transport"',
    text: 'length:i32be',
  },
  zookeeper: {
    title: 'ZooKeeper',
    source: 'ZooKeeper, zookeeper.jute and ClientCnxnSocket: a jute buffer after its length',
    text: 'length:i32be',
    note: 'The four letter words of its administrators have no length.',
  },
  nats: {
    title: 'NATS',
    source: 'NATS client protocol, "PUB", "HPUB", "MSG", "HMSG"',
    text: 'command:PUB|HPUB|MSG|HMSG',
  },
  memcached: {
    title: 'memcached, text protocol',
    source: 'memcached doc/protocol.txt, "Storage commands", "Retrieval command", "Meta commands"',
    text: 'command:set=4|add=4|replace=4|append=4|prepend=4|cas=4|ms=2|VALUE=3|VA=1',
  },
  beanstalk: {
    title: 'Beanstalk',
    source: 'beanstalkd doc/protocol.txt, "put", "reserve", "peek", "stats"',
    text: 'command:put|RESERVED|FOUND|OK',
  },
  syslog: {
    title: 'Syslog over TCP, octet counting',
    source: 'RFC 6587, 3.4.1',
    text: 'digits:\\s',
    note: 'For senders that end messages with a line feed instead (3.4.2), use line.',
  },
  sip: {
    title: 'SIP over TCP',
    source: 'RFC 3261, 7.5, 18.3 and 20.14',
    text: 'content-length,start=line',
  },
  rtsp: {
    title: 'RTSP with interleaved data',
    source: 'RFC 2326, 4.4 and 10.12; RFC 7826, section 14',
    text: `${INTERLEAVED},if=24,again=always then content-length,start=line`,
  },
  socks5: {
    title: 'SOCKS 5, then what it carries',
    source: 'RFC 1928, sections 3, 4 and 6',
    text: [
      'length:u8,at=1,starts=05,side=client',
      'fixed:2,starts=05,side=server',
      'fixed:10,if=05??0001',
      'length:u8,at=4,adjust=2,if=05??0003',
      'fixed:22,if=05??0004',
      'none',
    ].join(' then '),
    note: 'Without a user name and password; every recv of what it carries is one frame.',
  },
} as const satisfies Record<string, Preset>

export type PresetName = keyof typeof PRESETS

export const PRESET_NAMES = Object.keys(PRESETS) as PresetName[]

/** The data of a preset. */
export function presetOf(name: PresetName): Preset {
  return PRESETS[name]
}

// What the presets are called, and the specification that each was checked against. Their framings are in `preset-texts.ts`;
// the compiler asks for an entry here for each of them.
import { PRESET_NAMES, PRESET_TEXTS, type PresetName } from './preset-texts.ts'

interface PresetWords {
  /** Its proper name. */
  readonly title: string
  /** The specification, and the place in it that says where messages end. */
  readonly source: string
  /** What a reader should know and the framing does not say. */
  readonly note?: string
}

/** One protocol. */
export interface Preset extends PresetWords {
  /** The framing, as {@link parseFraming} reads it. */
  readonly text: string
}

const rows: Readonly<Record<PresetName, PresetWords>> = {
  dns: {
    title: 'DNS over TCP',
    source: 'RFC 1035, 4.2.2',
  },
  postgres: {
    title: 'PostgreSQL',
    source: 'PostgreSQL 17 manual, 53.2 "Message Flow" and 53.7 "Message Formats"',
    note: "The client's first messages have no type byte, and the server answers a request for TLS with one byte.",
  },
  mysql: {
    title: 'MySQL and MariaDB',
    source: 'MySQL internals, "MySQL Packets" and "Protocol::SSLRequest"',
    note: 'A packet of FFFFFF bytes continues in the next one. Compressed connections have another header.',
  },
  mongodb: {
    title: 'MongoDB wire protocol',
    source: 'MongoDB manual, "Wire Protocol", standard message header',
  },
  kafka: {
    title: 'Apache Kafka',
    source: 'Kafka protocol guide, "Common Request and Response Structure"',
  },
  cassandra: {
    title: 'Cassandra native protocol v3 and v4',
    source: 'CQL binary protocol v4, section 2 "Frame header" and 2.5 "length"',
    note: 'Version 5 wraps its messages in other frames after the start-up.',
  },
  amqp091: {
    title: 'AMQP 0-9-1',
    source: 'AMQP 0-9-1 specification, 2.3.5 "Frame Details" and 4.2.2 "Protocol Header"',
  },
  amqp10: {
    title: 'AMQP 1.0',
    source: 'OASIS AMQP 1.0, part 2, 2.2 "Version Negotiation" and 2.3 "Framing"',
    note: 'The protocol header comes once for TLS or SASL and again for AMQP itself.',
  },
  mqtt: {
    title: 'MQTT 3.1.1 and 5',
    source: 'OASIS MQTT 5.0, 2.1 "Structure of an MQTT Control Packet" and 1.5.5 "Variable Byte Integer"',
  },
  tls: {
    title: 'TLS records',
    source: 'RFC 8446, 5.1; RFC 5246, E.2 (hello of SSL 2)',
  },
  http2: {
    title: 'HTTP/2',
    source: 'RFC 9113, 3.4, 4.1 and 4.2',
    note: 'Where the other direction is known, frames over 16,384 bytes are refused until its SETTINGS allow them.',
  },
  grpc: {
    title: 'gRPC messages inside HTTP/2 DATA',
    source: 'grpc/doc/PROTOCOL-HTTP2.md, "Length-Prefixed-Message"',
  },
  tds: {
    title: 'TDS (Microsoft SQL Server)',
    source: 'MS-TDS, 2.2.3.1 "Packet Header" and 2.2.3.1.3 "Length"',
  },
  tpkt: {
    title: 'TPKT (RDP, S7, H.323)',
    source: 'RFC 1006, section 6',
    note: "RDP's fast-path packets are not TPKT.",
  },
  modbus: {
    title: 'Modbus/TCP',
    source: 'MODBUS Messaging on TCP/IP Implementation Guide V1.0b, 3.1.3 "MBAP Header"',
  },
  bgp: {
    title: 'BGP-4',
    source: 'RFC 4271, 4.1',
  },
  diameter: {
    title: 'Diameter',
    source: 'RFC 6733, section 3',
  },
  smb: {
    title: 'SMB over direct TCP',
    source: 'MS-SMB2, 2.1 "Transport"',
  },
  rpc: {
    title: 'ONC RPC record marks',
    source: 'RFC 5531, section 11',
    note: 'Each frame is a fragment; the top bit marks the last one of a record.',
  },
  bitcoin: {
    title: 'Bitcoin peer to peer',
    source: 'Bitcoin developer reference, "Message Headers"',
  },
  bittorrent: {
    title: 'BitTorrent peer wire',
    source: 'BEP 3, "peer protocol"',
  },
  stun: {
    title: 'STUN over TCP',
    source: 'RFC 8489, section 5',
  },
  opcua: {
    title: 'OPC UA TCP',
    source: 'OPC 10000-6, 7.1.2.2 "Message Header"',
  },
  dicom: {
    title: 'DICOM upper layer',
    source: 'DICOM PS3.8, 9.3.1',
  },
  iec104: {
    title: 'IEC 60870-5-104',
    source: 'IEC 60870-5-104, section 5 "APCI"',
  },
  ldap: {
    title: 'LDAP',
    source: 'RFC 4511, 5.2 and 4.14 (StartTLS); RFC 4422, 3.7 (security layers)',
    note: 'After StartTLS its frames are TLS records, and in a SASL security layer buffers with a length of four bytes.',
  },
  redis: {
    title: 'Redis',
    source: 'Redis serialization protocol specification; RESP3',
  },
  lsp: {
    title: 'Language Server Protocol',
    source: 'LSP 3.17, "Base Protocol"',
  },
  minecraft: {
    title: 'Minecraft Java Edition',
    source: 'Minecraft protocol documentation, "Packet format"',
  },
  protobuf: {
    title: 'Delimited protocol buffers',
    source: 'protobuf, MessageLite::writeDelimitedTo; "Encoding", "Base 128 Varints"',
  },
  git: {
    title: 'Git pkt-lines',
    source: 'gitprotocol-common, "pkt-line Format"; gitprotocol-v2, "Packet-Line Framing"',
    note: '0000, 0001 and 0002 are frames without a body; a pack that git push sends is not framed.',
  },
  fastcgi: {
    title: 'FastCGI',
    source: 'FastCGI specification, 3.3 "Records"',
  },
  ajp13: {
    title: 'AJP 1.3 (Tomcat behind a web server)',
    source: 'AJPv13, "Packet Headers"',
  },
  bmp: {
    title: 'BGP Monitoring Protocol',
    source: 'RFC 7854, 4.1 "Common Header", Message Length',
  },
  enip: {
    title: 'EtherNet/IP',
    source: 'ODVA, the CIP networks library, volume 2, 2-3.1 "Encapsulation Packet Structure"',
  },
  ipfix: {
    title: 'IPFIX',
    source: 'RFC 7011, 3.1 and 10.4',
  },
  mllp: {
    title: 'HL7 version 2 over MLLP',
    source: 'HL7 Transport Specification: MLLP, Release 1, "Block format"',
    note: 'The byte 0b that begins a block is not part of the body.',
  },
  openflow: {
    title: 'OpenFlow',
    source: 'OpenFlow Switch Specification 1.3.5, 7.1.1',
  },
  pcep: {
    title: 'Path Computation Element Protocol',
    source: 'RFC 5440, 6.1 "Common Header", Message-Length',
  },
  radius: {
    title: 'RADIUS over TCP',
    source: 'RFC 6613, 2.1; RFC 2865, section 3',
  },
  rtp: {
    title: 'RTP over TCP',
    source: 'RFC 4571, section 2',
  },
  rtr: {
    title: 'RPKI to router',
    source: 'RFC 8210, 5.1 "Fields of a PDU"',
  },
  smpp: {
    title: 'SMPP',
    source: 'SMPP 3.4, 3.2 "SMPP PDU Format"',
  },
  tacacs: {
    title: 'TACACS+',
    source: 'RFC 8907, 4.1, length',
  },
  thrift: {
    title: 'Thrift, framed transport',
    source: 'Apache Thrift, doc/specs/thrift-rpc.md, "Framed vs. unframed transport"',
  },
  zookeeper: {
    title: 'ZooKeeper',
    source: 'ZooKeeper, zookeeper.jute and ClientCnxnSocket: a jute buffer after its length',
    note: 'The four letter words of its administrators have no length.',
  },
  nats: {
    title: 'NATS',
    source: 'NATS client protocol, "PUB", "HPUB", "MSG", "HMSG"',
  },
  memcached: {
    title: 'memcached, text protocol',
    source: 'memcached doc/protocol.txt, "Storage commands", "Retrieval command", "Meta commands"',
  },
  beanstalk: {
    title: 'Beanstalk',
    source:
      'beanstalkd doc/protocol.txt, "Producer Commands" (put), "Worker Commands" (reserve), "Other Commands" (peek, stats)',
  },
  syslog: {
    title: 'Syslog over TCP, octet counting',
    source: 'RFC 6587, 3.4.1',
    note: 'For senders that end messages with a line feed instead (3.4.2), use line.',
  },
  sip: {
    title: 'SIP over TCP',
    source: 'RFC 3261, 7.5, 18.3 and 20.14',
  },
  rtsp: {
    title: 'RTSP with interleaved data',
    source: 'RFC 2326, 4.4 and 10.12; RFC 7826, section 14',
  },
  starttls: {
    title: 'Lines until STARTTLS',
    source: 'RFC 3207, 4 (SMTP); RFC 2595, 3 and 4 (IMAP, POP3); RFC 4217, 4 (FTP); RFC 8446, 5.1 (TLS)',
    note: 'For SMTP, IMAP, POP3 and FTP: each line is a frame, and so is each TLS record after the upgrade.',
  },
  socks5: {
    title: 'SOCKS 5, then what it carries',
    source: 'RFC 1928, sections 3, 4 and 6; RFC 1929, section 2',
    note: 'A user name is one frame, and its password the next. What it carries is known by its first bytes, as after HTTP CONNECT.',
  },
  dnp3: {
    title: 'DNP3 over TCP',
    source: "IEEE 1815, data link frames; Wireshark's packet-dnp.c, get_dnp3_message_len",
    note: 'The checksums of 2 bytes after every 16 bytes are left out of the body. They are not verified.',
  },
  doip: {
    title: 'DoIP (diagnostics of vehicles over IP)',
    source: 'ISO 13400-2, generic header: version, its inverse, payload type, payload length',
  },
  someip: {
    title: 'SOME/IP',
    source: 'AUTOSAR PRS_SOMEIPProtocol 1.3.0, 4.1.1.2 "Length [32 Bit]" and 4.1.1.4 "Protocol Version"',
  },
  dlt: {
    title: 'DLT (AUTOSAR log and trace), version 1',
    source: 'AUTOSAR PRS_LogAndTraceProtocol, 5.1.1.1.1 "Header Type" and 5.1.1.1.3 "Length"',
    note: 'Without the storage or serial header that files and serial lines have.',
  },
  hci: {
    title: 'Bluetooth HCI, H4',
    source:
      'Bluetooth Core, volume 4, part A "UART Transport Layer"; volume 2, part E, section 5 "HCI Data Formats"',
  },
  mavlink1: {
    title: 'MAVLink 1',
    source: 'mavlink.io, "Packet Serialization", MAVLink 1 packet format',
    note: 'Checksums are verified; of messages that common.xml does not have, one wrong in 256 passes. resync=fe skips noise.',
  },
  mavlink2: {
    title: 'MAVLink 2, signed or not, with packets of MAVLink 1 between',
    source: 'mavlink.io, "Packet Serialization", MAVLink 2 packet format',
    note: 'Checksums are verified; of messages that common.xml does not have, one wrong in 256 passes.',
  },
  zmtp: {
    title: 'ZeroMQ, ZMTP 3',
    source: '37/ZMTP (rfc.zeromq.org/spec/37), its grammar: greeting, command, message',
    note: 'A message of several frames: joined over zmtp.',
  },
  cassandra5: {
    title: 'Cassandra native protocol v5, uncompressed',
    source: 'CQL binary protocol v5, 2.1 "Uncompressed Format" and 2.3.1 "Initial Handshake"',
    note: 'After the start-up, envelopes lie in frames, several in one or one in several. Checksums are not verified.',
  },
  gt06: {
    title: 'GT06 (GPS trackers)',
    source: 'GT06 GPS Tracker Communication Protocol, 4.1 "Start Bit" and 4.2 "Packet Length"',
  },
  rcon: {
    title: 'Source RCON',
    source: 'developer.valvesoftware.com, "Source RCON Protocol", "Packet Size"',
    note: 'Minecraft servers send longer packets: give max= a larger value.',
  },
  gelf: {
    title: 'GELF over TCP',
    source: 'Graylog documentation, GELF via TCP: a null byte ends each message',
  },
  proxy1: {
    title: 'PROXY protocol, version 1',
    source: 'HAProxy proxy-protocol.txt, 2.1 "Human-readable header format (Version 1)"',
    note: 'One header; write what follows it: proxy1 then http1.',
  },
  proxy2: {
    title: 'PROXY protocol, version 2',
    source: 'HAProxy proxy-protocol.txt, 2.2 "Binary header format (version 2)"',
    note: 'One header; write what follows it: proxy2 then http1.',
  },
  ssh: {
    title: 'SSH, until its keys are in use',
    source: 'RFC 4253, section 6 "Binary Packet Protocol" and 7.3 "Taking Keys Into Use"',
    note: 'What follows NEWKEYS is encrypted, so it is one frame up to the end.',
  },
  dcerpc: {
    title: 'DCE/RPC over TCP',
    source: '[C706] DCE 1.1: RPC, 12.6.1, frag_length; MS-RPCH, 2.2.3.6.1',
    note: 'Fragments are joined by joined over dcerpc.',
  },
  kerberos: {
    title: 'Kerberos over TCP',
    source: 'RFC 4120, 7.2.2',
  },
  synchrophasor: {
    title: 'IEEE C37.118 synchrophasors',
    source: 'IEEE C37.118.2, the frame: SYNC, FRAMESIZE (with CHK), IDCODE, SOC, FRACSEC',
    note: 'The checksum is not verified.',
  },
  'memcached-binary': {
    title: 'memcached, binary protocol',
    source: 'draft-stone-memcache-binary-01, "General format of a packet"',
  },
  hislip: {
    title: 'HiSLIP (instruments)',
    source: 'IVI-6.1 (HiSLIP), message header',
  },
  pptp: {
    title: 'PPTP control connection',
    source: 'Point-to-Point Tunneling Protocol (later RFC 2637), PptpPacketHeader',
  },
  skinny: {
    title: 'Skinny (SCCP)',
    source: "Wireshark's packet-skinny.c, get_skinny_pdu_len",
  },
  ldp: {
    title: 'Label Distribution Protocol',
    source: 'RFC 5036, 3.1 "LDP PDUs"',
  },
  hartip: {
    title: 'HART-IP',
    source: "Wireshark's packet-hartip.c, get_dissect_hartip_len",
  },
  drda: {
    title: 'DRDA (Db2)',
    source: 'IBM IMS 15.2, "DSSHDR syntax"',
  },
  gearman: {
    title: 'Gearman, binary protocol',
    source: 'gearman.org/protocol, "Binary Packet"',
    note: 'Its administrative commands are lines.',
  },
  openwire: {
    title: 'OpenWire (ActiveMQ)',
    source: 'OpenWire Version 2 Specification, "Command Encoding"',
    note: 'Not after SizePrefixDisabled was agreed on.',
  },
  icetcp: {
    title: 'STUN, RTP and DTLS on ICE-TCP',
    source: 'RFC 4571, section 2; RFC 6544, section 3',
  },
  giop: {
    title: 'GIOP (CORBA)',
    source: 'CORBA 3.3, part 2, section 15.4.1',
    note: 'A flag says the byte order of the length. Fragments are joined by joined over giop.',
  },
  rdp: {
    title: 'RDP: TPKT and fast-path packets',
    source: 'MS-RDPBCGR, fast-path input and output: length1, length2; RFC 1006, section 6',
    note: 'Until TLS, if that was agreed on.',
  },
  rtmp: {
    title: 'RTMP',
    source: 'Adobe\'s Real Time Messaging Protocol 1.0, 5.2 "Handshake", 5.3.1 "Chunk Format" and 5.4.1',
    note: 'Each frame is a part of the handshake or a chunk; joined over rtmp gives messages.',
  },
  xmpp: {
    title: 'XMPP',
    source: 'RFC 6120, 4.2, 4.4 and 5.4 (STARTTLS)',
    note: 'The start tag of the stream is a frame, each stanza is one, and after STARTTLS each TLS record.',
  },
  smtp: {
    title: 'SMTP',
    source: 'RFC 5321, 4.1.1.4 and 4.5.2',
    note: 'The text after DATA is one frame. BDAT is not known.',
  },
  imap: {
    title: 'IMAP',
    source: 'RFC 9051, 4.3',
    note: 'A line with literals is one frame.',
  },
}

/** The data of a preset. */
export function presetOf(name: PresetName): Preset {
  const { title, source, note } = rows[name]
  return { title, source, ...(note !== undefined && { note }), text: PRESET_TEXTS[name] }
}

/** All presets by name. */
export const PRESETS = /* @__PURE__ */ Object.fromEntries(
  PRESET_NAMES.map((name) => [name, presetOf(name)]),
) as Readonly<Record<PresetName, Preset>>

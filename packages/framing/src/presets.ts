// What the presets are called, the specification that each was checked against, and by what guessing knows their messages.
// Their framings are in `preset-texts.ts`; the compiler asks for an entry here for each of them.
import { PRESET_NAMES, PRESET_TEXTS, type PresetName } from './preset-texts.ts'

interface PresetWords {
  /** Its proper name. */
  readonly title: string
  /** The specification, and the place in it that says where messages end. */
  readonly source: string
  /** What a reader should know and the framing does not say. */
  readonly note?: string
}

/** A row of the table. */
interface PresetRow extends PresetWords {
  /**
   * By what guessing tells its messages from others of the same framing. Without it, a preset is proposed under its own name
   * only if its marks or its grammar tell it from others.
   */
  readonly tell?: Tell
}

/** What a protocol's messages begin with, from the sections that its source names. */
export interface Tell {
  /** Every message's first bytes, as one character each; `client` and `server` where the sides differ. */
  readonly each?: RegExp
  readonly client?: RegExp
  readonly server?: RegExp
  /** Its well-known ports; being there is no proof. */
  readonly ports?: readonly number[]
  /** Whether other protocols often begin alike, so that its name is not given without its port. */
  readonly weak?: true
}

/** One protocol. */
export interface Preset extends PresetWords {
  /** The framing, as {@link parseFraming} reads it. */
  readonly text: string
}

const rows: Readonly<Record<PresetName, PresetRow>> = {
  dns: {
    title: 'DNS over TCP',
    source: 'RFC 1035, 4.2.2',
    // Flags without the reserved bit, and at most a few questions.
    tell: { each: /^..(?:..)[\0-\x07\x20-\x2f\x80-\x87\xa0-\xaf].\0[\0-\x04]/s, ports: [53, 853] },
  },
  postgres: {
    title: 'PostgreSQL',
    source: 'PostgreSQL 17 manual, 53.2 "Message Flow" and 53.7 "Message Formats"',
    note: "The client's first messages have no type byte, and the server answers a request for TLS with one byte.",
    tell: {
      client: /^(?:[BCDEFHPQSXcdfp]\0|\0\0)/,
      server: /^(?:[1-3ACDEGHIKNRSTVWZcdnstv]\0|[NS])/,
      ports: [5432],
    },
  },
  mysql: {
    title: 'MySQL and MariaDB',
    source: 'MySQL internals, "MySQL Packets" and "Protocol::SSLRequest"',
    note: 'A packet of FFFFFF bytes continues in the next one. Compressed connections have another header.',
    tell: { weak: true, each: /^...[\0-\x20]/s, ports: [3306] },
  },
  mongodb: {
    title: 'MongoDB wire protocol',
    source: 'MongoDB manual, "Wire Protocol", standard message header',
    tell: { each: /^.{12}(?:\x01\0\0\0|[\xd1-\xdd]\x07\0\0)/s, ports: [27017] },
  },
  kafka: {
    title: 'Apache Kafka',
    source: 'Kafka protocol guide, "Common Request and Response Structure"',
    tell: { weak: true, client: /^\0.{3}\0[\0-\x4f]\0[\0-\x14]/s, server: /^\0.{3}\0/s, ports: [9092] },
  },
  cassandra: {
    title: 'Cassandra native protocol v3 and v4',
    source: 'CQL binary protocol v4, section 2 "Frame header" and 2.5 "length"',
    note: 'Version 5 wraps its messages in other frames after the start-up.',
    tell: {
      weak: true,
      client: /^[\x01-\x05][\0-\x1f].{2}[\x01-\x0f]/s,
      server: /^[\x81-\x85][\0-\x1f].{2}[\0-\x10]/s,
      ports: [9042],
    },
  },
  amqp091: {
    title: 'AMQP 0-9-1',
    source: 'AMQP 0-9-1 specification, 2.3.5 "Frame Details" and 4.2.2 "Protocol Header"',
    tell: { each: /^(?:AMQP|[\x01-\x03\x08][\0-\x7f])/, ports: [5672] },
  },
  amqp10: {
    title: 'AMQP 1.0',
    source: 'OASIS AMQP 1.0, part 2, 2.2 "Version Negotiation" and 2.3 "Framing"',
    note: 'The protocol header comes once for TLS or SASL and again for AMQP itself.',
    tell: { each: /^(?:AMQP|\0.{3}\x02[\0\x01])/s, ports: [5672] },
  },
  mqtt: {
    title: 'MQTT 3.1.1 and 5',
    source: 'OASIS MQTT 5.0, 2.1 "Structure of an MQTT Control Packet" and 1.5.5 "Variable Byte Integer"',
    tell: {
      client: /^[\x10\x30-\x3d\x40\x50\x62\x70\x82\xa2\xc0\xe0\xf0]/,
      server: /^[\x20\x30-\x3d\x40\x50\x62\x70\x90\xb0\xd0\xe0\xf0]/,
      ports: [1883],
    },
  },
  tls: {
    title: 'TLS records',
    source: 'RFC 8446, 5.1; RFC 5246, E.2 (hello of SSL 2)',
    tell: {
      client: /^(?:[\x14-\x18]\x03[\0-\x04]|[\x80-\xff].\x01\x03[\0-\x03])/s,
      server: /^[\x14-\x18]\x03[\0-\x04]/,
      ports: [443, 465, 636, 853, 993, 995, 8443],
    },
  },
  http2: {
    title: 'HTTP/2',
    source: 'RFC 9113, 3.4, 4.1 and 4.2',
    note: 'Where the other direction is known, frames over 16,384 bytes are refused until its SETTINGS allow them.',
    // RFC 9113, 6: only the flags that a type has, and what is about the connection is on stream 0.
    tell: {
      each: /^(?:PRI |\0[\0-\x40].(?:(?:\0[\0\x01\x08\x09]|\x01[\0\x01\x04\x05\x08\x09\x0c\x0d\x20\x21\x24\x25\x28\x29\x2c\x2d]|[\x02\x03\x08]\0|\x05[\0\x04\x08\x0c]|\x09[\0\x04])[\0-\x7f]|(?:[\x04\x06][\0\x01]|\x07\0)\0{4}|[\x0a\x0c\x10]\0[\0-\x7f]))/s,
    },
  },
  grpc: {
    title: 'gRPC messages inside HTTP/2 DATA',
    source: 'grpc/doc/PROTOCOL-HTTP2.md, "Length-Prefixed-Message"',
    tell: { weak: true, each: /^[\0\x01]\0/ },
  },
  tds: {
    title: 'TDS (Microsoft SQL Server)',
    source: 'MS-TDS, 2.2.3.1 "Packet Header" and 2.2.3.1.3 "Length"',
    tell: {
      weak: true,
      client: /^[\x01-\x03\x06\x07\x0e\x10-\x12\x17][\0-\x1f]/,
      server: /^[\x04\x12][\0-\x1f]/,
      ports: [1433],
    },
  },
  tpkt: {
    title: 'TPKT (RDP, S7, H.323)',
    source: 'RFC 1006, section 6',
    note: "RDP's fast-path packets are not TPKT.",
    tell: { weak: true, each: /^\x03\0/, ports: [102, 3389, 1720] },
  },
  modbus: {
    title: 'Modbus/TCP',
    source: 'MODBUS Messaging on TCP/IP Implementation Guide V1.0b, 3.1.3 "MBAP Header"',
    tell: { each: /^..\0\0\0[\0-\xff].[\x01-\x2b\x81-\xab]/s, ports: [502] },
  },
  bgp: {
    title: 'BGP-4',
    source: 'RFC 4271, 4.1',
    tell: { each: /^\xff{16}..[\x01-\x05]/s, ports: [179] },
  },
  diameter: {
    title: 'Diameter',
    source: 'RFC 6733, section 3',
    tell: { each: /^\x01.{3}[\0-\xf0]/s, ports: [3868] },
  },
  smb: {
    title: 'SMB over direct TCP',
    source: 'MS-SMB2, 2.1 "Transport"',
    tell: { each: /^(?:\0...[\xfd-\xff]SMB|[\x81-\x85])/s, ports: [445, 139] },
  },
  rpc: {
    title: 'ONC RPC record marks',
    source: 'RFC 5531, section 11',
    note: 'Each frame is a fragment; the top bit marks the last one of a record.',
    tell: { each: /^[\0\x80].{3}.{4}\0\0\0[\0\x01]/s, ports: [111, 2049] },
  },
  bitcoin: {
    title: 'Bitcoin peer to peer',
    source: 'Bitcoin developer reference, "Message Headers"',
    tell: { each: /^.{4}[a-z]{2,12}\0*/s, ports: [8333] },
  },
  bittorrent: {
    title: 'BitTorrent peer wire',
    source: 'BEP 3, "peer protocol"',
    tell: { weak: true, each: /^(?:\x13BitTorrent|\0\0\0\0|\0[\0-\x02]..[\0-\x14])/s },
  },
  stun: {
    title: 'STUN over TCP',
    source: 'RFC 8489, section 5',
    tell: { each: /^[\0-\x3f]/, ports: [3478] },
  },
  opcua: {
    title: 'OPC UA TCP',
    source: 'OPC 10000-6, 7.1.2.2 "Message Header"',
    tell: { each: /^(?:HEL|ACK|ERR|RHE|MSG|OPN|CLO)[FCA]/, ports: [4840] },
  },
  dicom: {
    title: 'DICOM upper layer',
    source: 'DICOM PS3.8, 9.3.1',
    tell: { weak: true, each: /^[\x01-\x07]\0\0/, ports: [104, 11112] },
  },
  iec104: {
    title: 'IEC 60870-5-104',
    source: 'IEC 60870-5-104, section 5 "APCI"',
    tell: { each: /^\x68[\x04-\xfd]/, ports: [2404] },
  },
  ldap: {
    title: 'LDAP',
    source: 'RFC 4511, 5.2 and 4.14 (StartTLS); RFC 4422, 3.7 (security layers)',
    note: 'After StartTLS its frames are TLS records, and in a SASL security layer buffers with a length of four bytes.',
    tell: { each: /^0(?:[\0-\x7f]|\x81.|\x82..|\x83...|\x84....)\x02[\x01-\x04]/s, ports: [389] },
  },
  redis: {
    title: 'Redis',
    source: 'Redis serialization protocol specification; RESP3',
    tell: { each: /^[*$+:>,#_~%(!=-]/, ports: [6379] },
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
    tell: { weak: true, each: /^(?:000[0-2]|[0-9a-f]{4})/, ports: [9418] },
  },
  fastcgi: {
    title: 'FastCGI',
    source: 'FastCGI specification, 3.3 "Records"',
    tell: { weak: true, each: /^\x01[\x01-\x0b]/, ports: [9000] },
  },
  ajp13: {
    title: 'AJP 1.3 (Tomcat behind a web server)',
    source: 'AJPv13, "Packet Headers"',
  },
  bmp: {
    title: 'BGP Monitoring Protocol',
    source: 'RFC 7854, 4.1 "Common Header", Message Length',
    tell: { each: /^\x03....[\0-\x06]/s },
  },
  enip: {
    title: 'EtherNet/IP',
    source: 'ODVA, the CIP networks library, volume 2, 2-3.1 "Encapsulation Packet Structure"',
    tell: { weak: true, each: /^[\0-\x75]\0/, ports: [44818] },
  },
  ipfix: {
    title: 'IPFIX',
    source: 'RFC 7011, 3.1 and 10.4',
    tell: { each: /^\0\x0a/, ports: [4739] },
  },
  mllp: {
    title: 'HL7 version 2 over MLLP',
    source: 'HL7 Transport Specification: MLLP, Release 1, "Block format"',
    note: 'The byte 0b that begins a block is not part of the body.',
    tell: { each: /^\x0bMSH/, ports: [2575] },
  },
  openflow: {
    title: 'OpenFlow',
    source: 'OpenFlow Switch Specification 1.3.5, 7.1.1',
    tell: { weak: true, each: /^[\x01-\x06][\0-\x23]/, ports: [6633, 6653] },
  },
  pcep: {
    title: 'Path Computation Element Protocol',
    source: 'RFC 5440, 6.1 "Common Header", Message-Length',
    tell: { weak: true, each: /^\x20[\x01-\x0d]/, ports: [4189] },
  },
  radius: {
    title: 'RADIUS over TCP',
    source: 'RFC 6613, 2.1; RFC 2865, section 3',
    tell: { weak: true, each: /^[\x01-\x0c\x28-\x2d]/, ports: [2083, 1812] },
  },
  rtp: {
    title: 'RTP over TCP',
    source: 'RFC 4571, section 2',
  },
  rtr: {
    title: 'RPKI to router',
    source: 'RFC 8210, 5.1 "Fields of a PDU"',
    tell: { weak: true, each: /^[\0-\x02][\0-\x0a]/, ports: [323] },
  },
  smpp: {
    title: 'SMPP',
    source: 'SMPP 3.4, 3.2 "SMPP PDU Format"',
    tell: { each: /^\0.{3}[\0\x80]\0[\0-\x02]/s, ports: [2775] },
  },
  tacacs: {
    title: 'TACACS+',
    source: 'RFC 8907, 4.1, length',
    tell: { weak: true, each: /^[\xc0\xc1][\x01-\x03]/, ports: [49] },
  },
  thrift: {
    title: 'Thrift, framed transport',
    source: 'Apache Thrift, doc/specs/thrift-rpc.md, "Framed vs. unframed transport"',
    tell: { each: /^\0...(?:\x80\x01\0[\x01-\x04]|\x82)/s, ports: [9090] },
  },
  zookeeper: {
    title: 'ZooKeeper',
    source: 'ZooKeeper, zookeeper.jute and ClientCnxnSocket: a jute buffer after its length',
    note: 'The four letter words of its administrators have no length.',
  },
  nats: {
    title: 'NATS',
    source: 'NATS client protocol, "PUB", "HPUB", "MSG", "HMSG"',
    tell: {
      each: /^(?:INFO|CONNECT|PUB|HPUB|SUB|UNSUB|MSG|HMSG|PING|PONG|\+OK|-ERR)(?:[ \r\n{]|$)/i,
      ports: [4222],
    },
  },
  memcached: {
    title: 'memcached, text protocol',
    source: 'memcached doc/protocol.txt, "Storage commands", "Retrieval command", "Meta commands"',
    tell: {
      client:
        /^(?:gets?|gats?|set|add|replace|append|prepend|cas|delete|incr|decr|touch|stats|flush_all|version|quit|m[gsdn]|verbosity) ?/,
      server:
        /^(?:VALUE|END|STORED|NOT_STORED|EXISTS|NOT_FOUND|DELETED|TOUCHED|OK|STAT|VERSION|ERROR|CLIENT_ERROR|SERVER_ERROR|\d+|[HEN][DNSFX]|MN|VA)[ \r]/,
      ports: [11211],
    },
  },
  beanstalk: {
    title: 'Beanstalk',
    source:
      'beanstalkd doc/protocol.txt, "Producer Commands" (put), "Worker Commands" (reserve), "Other Commands" (peek, stats)',
    tell: {
      client: /^(?:put|use|reserve|delete|release|bury|touch|watch|ignore|peek|kick|stats|list|pause|quit)/,
      server:
        /^(?:INSERTED|BURIED|EXPECTED|JOB|DRAINING|USING|RESERVED|DEADLINE|TIMED|DELETED|NOT|RELEASED|TOUCHED|WATCHING|FOUND|KICKED|OK|PAUSED)/,
      ports: [11300],
    },
  },
  syslog: {
    title: 'Syslog over TCP, octet counting',
    source: 'RFC 6587, 3.4.1',
    note: 'For senders that end messages with a line feed instead (3.4.2), use line.',
    tell: { each: /^\d+ <\d{1,3}>/, ports: [514, 601, 6514] },
  },
  sip: {
    title: 'SIP over TCP',
    source: 'RFC 3261, 7.5, 18.3 and 20.14',
    tell: { each: /^(?:[A-Z]+ sips?:|SIP\/2\.0 |\r\n)/, ports: [5060] },
  },
  rtsp: {
    title: 'RTSP with interleaved data',
    source: 'RFC 2326, 4.4 and 10.12; RFC 7826, section 14',
    tell: { each: /^(?:[A-Z_]+ \S+ RTSP\/|RTSP\/|\$[\0-\x0f])/, ports: [554] },
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
    tell: { ports: [1080] },
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
    // 5.2 and 5.3.1: the version, a long part of the handshake or chunk, or a short chunk whose message type is known.
    tell: {
      each: /^(?:\x03$|.{40}|[\x80-\xff]|[\x02-\x3f\x42-\x7f].{6}[\x01-\x09\x0f-\x16])/s,
      ports: [1935],
    },
  },
  xmpp: {
    title: 'XMPP',
    source: 'RFC 6120, 4.2, 4.4 and 5.4 (STARTTLS)',
    note: 'The start tag of the stream is a frame, each stanza is one, and after STARTTLS each TLS record.',
    // RFC 6120, 4.2, 5.4, 6.4 and 8.1: the stream's header, and what its elements are called.
    tell: {
      each: /^<(?:\?xml |\/?stream:|(?:iq|message|presence|auth|challenge|response|success|failure|abort|starttls|proceed|handshake|[ra])[ >/])/,
      ports: [5222, 5269],
    },
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

/** By what the messages of a preset are told from others, if that is known. */
export const tellOf = (name: PresetName): Tell | undefined => rows[name].tell

/** The data of a preset. */
export function presetOf(name: PresetName): Preset {
  const { title, source, note } = rows[name]
  return { title, source, ...(note !== undefined && { note }), text: PRESET_TEXTS[name] }
}

/** All presets by name. */
export const PRESETS = /* @__PURE__ */ Object.fromEntries(
  PRESET_NAMES.map((name) => [name, presetOf(name)]),
) as Readonly<Record<PresetName, Preset>>

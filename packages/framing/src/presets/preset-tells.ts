// What each protocol's messages begin with, by which guessing tells them from others of the same framing. From the sections
// that the presets' sources name. A preset without a line here is proposed under its own name only if its marks or its grammar
// tell it from others.
import type { PresetName } from './preset-texts.ts'

/** Also its ports, which are no proof. */
export interface Tell {
  /** Every message's first bytes, as one character each; `client` and `server` where the sides differ. */
  readonly each?: RegExp
  readonly client?: RegExp
  readonly server?: RegExp
  /** Its well-known ports. */
  readonly ports?: readonly number[]
  /** Whether other protocols often begin alike, so that its name is not given without its port. */
  readonly weak?: true
}

const tells: Readonly<Partial<Record<PresetName, Tell>>> = {
  // Flags without the reserved bit, and at most a few questions.
  dns: { each: /^..(?:..)[\0-\x07\x20-\x2f\x80-\x87\xa0-\xaf].\0[\0-\x04]/s, ports: [53, 853] },
  postgres: {
    client: /^(?:[BCDEFHPQSXcdfp]\0|\0\0)/,
    server: /^(?:[1-3ACDEGHIKNRSTVWZcdnstv]\0|[NS])/,
    ports: [5432],
  },
  mysql: { weak: true, each: /^...[\0-\x20]/s, ports: [3306] },
  mongodb: { each: /^.{12}(?:\x01\0\0\0|[\xd1-\xdd]\x07\0\0)/s, ports: [27017] },
  kafka: { weak: true, client: /^\0.{3}\0[\0-\x4f]\0[\0-\x14]/s, server: /^\0.{3}\0/s, ports: [9092] },
  cassandra: {
    weak: true,
    client: /^[\x01-\x05][\0-\x1f].{2}[\x01-\x0f]/s,
    server: /^[\x81-\x85][\0-\x1f].{2}[\0-\x10]/s,
    ports: [9042],
  },
  amqp091: { each: /^(?:AMQP|[\x01-\x03\x08][\0-\x7f])/, ports: [5672] },
  amqp10: { each: /^(?:AMQP|\0.{3}\x02[\0\x01])/s, ports: [5672] },
  mqtt: {
    client: /^[\x10\x30-\x3d\x40\x50\x62\x70\x82\xa2\xc0\xe0\xf0]/,
    server: /^[\x20\x30-\x3d\x40\x50\x62\x70\x90\xb0\xd0\xe0\xf0]/,
    ports: [1883],
  },
  tls: {
    client: /^(?:[\x14-\x18]\x03[\0-\x04]|[\x80-\xff].\x01\x03[\0-\x03])/s,
    server: /^[\x14-\x18]\x03[\0-\x04]/,
    ports: [443, 465, 636, 853, 993, 995, 8443],
  },
  // RFC 9113, 6: only the flags that a type has, and what is about the connection is on stream 0.
  http2: {
    each: /^(?:PRI |\0[\0-\x40].(?:(?:\0[\0\x01\x08\x09]|\x01[\0\x01\x04\x05\x08\x09\x0c\x0d\x20\x21\x24\x25\x28\x29\x2c\x2d]|[\x02\x03\x08]\0|\x05[\0\x04\x08\x0c]|\x09[\0\x04])[\0-\x7f]|(?:[\x04\x06][\0\x01]|\x07\0)\0{4}|[\x0a\x0c\x10]\0[\0-\x7f]))/s,
  },
  grpc: { weak: true, each: /^[\0\x01]\0/ },
  tds: {
    weak: true,
    client: /^[\x01-\x03\x06\x07\x0e\x10-\x12\x17][\0-\x1f]/,
    server: /^[\x04\x12][\0-\x1f]/,
    ports: [1433],
  },
  tpkt: { weak: true, each: /^\x03\0/, ports: [102, 3389, 1720] },
  modbus: { each: /^..\0\0\0[\0-\xff].[\x01-\x2b\x81-\xab]/s, ports: [502] },
  bgp: { each: /^\xff{16}..[\x01-\x05]/s, ports: [179] },
  diameter: { each: /^\x01.{3}[\0-\xf0]/s, ports: [3868] },
  smb: { each: /^(?:\0...[\xfd-\xff]SMB|[\x81-\x85])/s, ports: [445, 139] },
  rpc: { each: /^[\0\x80].{3}.{4}\0\0\0[\0\x01]/s, ports: [111, 2049] },
  bitcoin: { each: /^.{4}[a-z]{2,12}\0*/s, ports: [8333] },
  bittorrent: { weak: true, each: /^(?:\x13BitTorrent|\0\0\0\0|\0[\0-\x02]..[\0-\x14])/s },
  stun: { each: /^[\0-\x3f]/, ports: [3478] },
  opcua: { each: /^(?:HEL|ACK|ERR|RHE|MSG|OPN|CLO)[FCA]/, ports: [4840] },
  dicom: { weak: true, each: /^[\x01-\x07]\0\0/, ports: [104, 11112] },
  iec104: { each: /^\x68[\x04-\xfd]/, ports: [2404] },
  ldap: { each: /^0(?:[\0-\x7f]|\x81.|\x82..|\x83...|\x84....)\x02[\x01-\x04]/s, ports: [389] },
  redis: { each: /^[*$+:>,#_~%(!=-]/, ports: [6379] },
  git: { weak: true, each: /^(?:000[0-2]|[0-9a-f]{4})/, ports: [9418] },
  fastcgi: { weak: true, each: /^\x01[\x01-\x0b]/, ports: [9000] },
  bmp: { each: /^\x03....[\0-\x06]/s },
  enip: { weak: true, each: /^[\0-\x75]\0/, ports: [44818] },
  ipfix: { each: /^\0\x0a/, ports: [4739] },
  mllp: { each: /^\x0bMSH/, ports: [2575] },
  openflow: { weak: true, each: /^[\x01-\x06][\0-\x23]/, ports: [6633, 6653] },
  pcep: { weak: true, each: /^\x20[\x01-\x0d]/, ports: [4189] },
  radius: { weak: true, each: /^[\x01-\x0c\x28-\x2d]/, ports: [2083, 1812] },
  rtr: { weak: true, each: /^[\0-\x02][\0-\x0a]/, ports: [323] },
  smpp: { each: /^\0.{3}[\0\x80]\0[\0-\x02]/s, ports: [2775] },
  tacacs: { weak: true, each: /^[\xc0\xc1][\x01-\x03]/, ports: [49] },
  thrift: { each: /^\0...(?:\x80\x01\0[\x01-\x04]|\x82)/s, ports: [9090] },
  nats: {
    each: /^(?:INFO|CONNECT|PUB|HPUB|SUB|UNSUB|MSG|HMSG|PING|PONG|\+OK|-ERR)(?:[ \r\n{]|$)/i,
    ports: [4222],
  },
  memcached: {
    client:
      /^(?:gets?|gats?|set|add|replace|append|prepend|cas|delete|incr|decr|touch|stats|flush_all|version|quit|m[gsdn]|verbosity) ?/,
    server:
      /^(?:VALUE|END|STORED|NOT_STORED|EXISTS|NOT_FOUND|DELETED|TOUCHED|OK|STAT|VERSION|ERROR|CLIENT_ERROR|SERVER_ERROR|\d+|[HEN][DNSFX]|MN|VA)[ \r]/,
    ports: [11211],
  },
  beanstalk: {
    client: /^(?:put|use|reserve|delete|release|bury|touch|watch|ignore|peek|kick|stats|list|pause|quit)/,
    server:
      /^(?:INSERTED|BURIED|EXPECTED|JOB|DRAINING|USING|RESERVED|DEADLINE|TIMED|DELETED|NOT|RELEASED|TOUCHED|WATCHING|FOUND|KICKED|OK|PAUSED)/,
    ports: [11300],
  },
  syslog: { each: /^\d+ <\d{1,3}>/, ports: [514, 601, 6514] },
  sip: { each: /^(?:[A-Z]+ sips?:|SIP\/2\.0 |\r\n)/, ports: [5060] },
  rtsp: { each: /^(?:[A-Z_]+ \S+ RTSP\/|RTSP\/|\$[\0-\x0f])/, ports: [554] },
  socks5: { ports: [1080] },
  // 5.2 and 5.3.1: the version, a long part of the handshake or chunk, or a short chunk whose message type is known.
  rtmp: {
    each: /^(?:\x03$|.{40}|[\x80-\xff]|[\x02-\x3f\x42-\x7f].{6}[\x01-\x09\x0f-\x16])/s,
    ports: [1935],
  },
  // RFC 6120, 4.2, 5.4, 6.4 and 8.1: the stream's header, and what its elements are called.
  xmpp: {
    each: /^<(?:\?xml [^>]*>\s*<stream:|\/?stream:|(?:iq|message|presence|auth|challenge|response|success|failure|abort|starttls|proceed|handshake|[ra])[ >/])/,
    ports: [5222, 5269],
  },
}

/** By what the messages of a preset are told from others, if that is known. */
export const tellOf = (name: PresetName): Tell | undefined => tells[name]

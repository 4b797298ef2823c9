// Well-known protocols in the text language: the part of a preset that parsing needs. What each is called, and where its
// specification says so, is in `presets.ts`, because a page and its worker should not load those words to cut bytes.

const TLS_RECORD = 'length:u16be,at=3,starts=??03,max=18437'
/** Old clients offer TLS in a hello of SSL 2: two bytes of length with the top bit set, the message type 1, the version 3.x. */
const SSL2_HELLO = 'length:u16be,mask=7fff,starts=(1???????),if=(1???????)??0103,side=client'
/** The server takes start-up packets of up to 10,000 bytes (MAX_STARTUP_PACKET_LENGTH). */
const POSTGRES_UNTYPED = 'length:u32be,adjust=-4,max=10000'
const MYSQL_PACKET = 'length:u24le,header=4,adjust=1,max=16777219'
/** After the answer to a request for TLS, which is in the other direction, comes a record that no text begins like. */
const UPGRADE_TO_TLS = [
  'length:u16be,at=3,max=18437,if=1603,again=always,upgrade=tls',
  `${SSL2_HELLO},again=always,upgrade=tls`,
].join(' then ')
const INTERLEAVED = 'length:u16be,at=2,starts=24'
const AMQP10_HEADER = 'fixed:8,starts=414d5150,if=414d5150,again=always'

/** Each preset's framing, as {@link parseFraming} reads it. */
export const PRESET_TEXTS = {
  dns: 'length:u16be',
  postgres: [
    `${POSTGRES_UNTYPED},if=0000000804d2162f,again=while,side=client`,
    `${POSTGRES_UNTYPED},if=0000000804d21630,again=while,side=client`,
    `${TLS_RECORD},if=1603,side=client,upgrade=tls`,
    `${SSL2_HELLO},upgrade=tls`,
    'length:u32be,if=0000????60,side=client,upgrade=kerberos',
    // A recording that began in mid-connection has typed messages only, whose first byte is a letter.
    `${POSTGRES_UNTYPED},if=0000,side=client`,
    'fixed:1,if=4e,again=while,side=server',
    'fixed:1,if=53,side=server,upgrade=tls',
    // Kerberos instead of TLS: tokens with their length, the first of which begins with 60 (RFC 2743, 3.1).
    'fixed:1,if=47????????60,side=server,upgrade=kerberos',
    'length:u32be,at=1,adjust=-4,max=1073741828',
  ].join(' then '),
  mysql: [
    `${MYSQL_PACKET},if=20000001??(????1???),side=client,upgrade=tls`,
    `${MYSQL_PACKET},side=server`,
    `${TLS_RECORD},if=1603??00,side=server,upgrade=tls`,
    MYSQL_PACKET,
  ].join(' then '),
  mongodb: 'length:u32le,header=16,adjust=-4,max=48000000',
  kafka: 'length:i32be,max=104857604',
  cassandra: 'length:u32be,at=5,max=268435465',
  amqp091: 'fixed:8,starts=414d5150,if=414d5150 then length:u32be,at=3,adjust=1,ends=ce',
  amqp10: `${AMQP10_HEADER} then length:u32be,header=8,adjust=-4`,
  mqtt: 'varint,at=1,max-bytes=4,max=268435460',
  tls: `${SSL2_HELLO} then ${TLS_RECORD}`,
  http2: [
    'fixed:24,starts=505249202a20485454502f322e300d0a0d0a534d0d0a0d0a,if=505249,side=client',
    'length:u24be,header=9,adjust=6,max=16777224',
  ].join(' then '),
  grpc: 'length:u32be,at=1',
  tds: 'length:u16be,at=2,header=8,adjust=-4,max=32767',
  tpkt: 'length:u16be,at=2,adjust=-4,starts=03',
  modbus: 'length:u16be,at=4,header=7,starts=????0000,max=260',
  bgp: 'length:u16be,at=16,header=19,adjust=-18,starts=ffffffffffffffffffffffffffffffff',
  diameter: 'length:u24be,at=1,header=20,adjust=-4,starts=01',
  smb: 'length:u24be,at=1,max=16777219',
  rpc: 'length:u32be,mask=7fffffff',
  bitcoin: 'length:u32le,at=16,header=24,adjust=4',
  bittorrent: 'fixed:68,starts=13426974546f7272656e742070726f746f636f6c,if=13426974 then length:u32be',
  stun: 'length:u16be,at=2,header=20,adjust=16,starts=????????2112a442',
  opcua: 'length:u32le,at=4,adjust=-8',
  dicom: 'length:u32be,at=2,starts=??00',
  iec104: 'length:u8,at=1,header=6,starts=68,max=255',
  ldap: [UPGRADE_TO_TLS, 'length:u32be,if=00,again=always', 'ber'].join(' then '),
  redis: 'resp',
  lsp: 'content-length',
  minecraft: 'varint,max-bytes=3',
  protobuf: 'varint',
  git: 'length:hex4,adjust=-4,bare=2,max=65520',
  fastcgi: 'length:u16be,at=4,header=8,adjust=2,padding=6,starts=01',
  ajp13: 'length:u16be,at=2,starts=1234,side=client,if=1234,again=always then length:u16be,at=2,starts=4142',
  bmp: 'length:u32be,at=1,header=6,adjust=-5,starts=03',
  enip: 'length:u16le,at=2,header=24,adjust=20',
  ipfix: 'length:u16be,at=2,header=16,adjust=-4,starts=000a',
  mllp: 'delimiter:\\x1c\\r,starts=0b',
  openflow: 'length:u16be,at=2,header=8,adjust=-4',
  pcep: 'length:u16be,at=2,adjust=-4',
  radius: 'length:u16be,at=2,header=20,adjust=-4',
  rtp: 'length:u16be',
  rtr: 'length:u32be,at=4,adjust=-8',
  smpp: 'length:u32be,header=16,adjust=-4',
  tacacs: 'length:u32be,at=8',
  thrift: 'length:i32be',
  zookeeper: 'length:i32be',
  nats: 'command:PUB|HPUB|MSG|HMSG,plain=INFO|CONNECT|SUB|UNSUB|PING|PONG|+OK|-ERR',
  memcached: 'command:set=4|add=4|replace=4|append=4|prepend=4|cas=4|ms=2|VALUE=3|VA=1',
  beanstalk: 'command:put|RESERVED|FOUND|OK',
  syslog: 'digits:\\s',
  sip: 'content-length,start=line',
  rtsp: `${INTERLEAVED},if=24,again=always then content-length,start=line`,
  starttls: `${UPGRADE_TO_TLS} then line`,
  socks5: [
    'length:u8,at=1,starts=05,side=client',
    'fixed:2,starts=05,side=server',
    // A user name and a password; a request begins with 05, a command and a zero, which no password does.
    'length:u8,at=1,if=01,side=client',
    'length:u8,unless=05(000000??)00,side=client',
    'fixed:2,if=01,side=server',
    'fixed:10,if=05??0001,upgrade=tunnel',
    'length:u8,at=4,adjust=2,if=05??0003,upgrade=tunnel',
    'fixed:22,if=05??0004,upgrade=tunnel',
    'rest,apart=tunnel',
  ].join(' then '),
  dnp3: 'length:u8,at=2,header=10,adjust=2,block=16,check=2,starts=0564,max=292',
  doip: 'length:u32be,at=4,starts=(000000??)(111111??)',
  someip: 'length:u32be,at=4,header=16,starts=????????????????????????01',
  dlt: 'length:u16be,at=2,adjust=-4,starts=(001?????)',
  hci: [
    'length:u8,at=3,if=01,again=always',
    'length:u16le,at=3,if=02,again=always',
    'length:u8,at=3,if=03,again=always',
    'length:u16le,at=3,mask=3fff,if=05,again=always',
    'length:u8,at=2,starts=04',
  ].join(' then '),
  mavlink1: 'length:u8,at=1,header=6,adjust=6,starts=fe,crc=mavlink',
  mavlink2: [
    'length:u8,at=1,header=10,adjust=23,crc=mavlink,if=fd??01,again=always',
    'length:u8,at=1,header=6,adjust=6,crc=mavlink,if=fe,again=always',
    'length:u8,at=1,header=10,adjust=10,starts=fd??00,crc=mavlink',
  ].join(' then '),
  zmtp: [
    'fixed:64,starts=ff????????????????7f03,if=ff????????????????7f',
    'length:u64be,at=1,if=(00000?1?),again=always',
    'length:u8,at=1,starts=(00000?0?)',
  ].join(' then '),
  cassandra5: [
    'length:u32be,at=5,if=05??????(00000?01),again=while,side=client',
    'length:u32be,at=5,if=85??????(000000?0),again=while,side=server',
    'length:u32be,at=5,if=85??????(0000011?),again=while,side=server',
    'length:u24le,mask=1ffff,header=6,adjust=7,ends=????????,max=131081',
  ].join(' then '),
  gt06: [
    'length:u16be,at=2,adjust=2,starts=7979,ends=0d0a,if=7979,again=always',
    'length:u8,at=2,adjust=2,starts=7878,ends=0d0a',
  ].join(' then '),
  rcon: 'length:u32le,header=12,ends=0000,max=4100',
  gelf: 'delimiter:\\0',
  proxy1: 'delimiter:\\r\\n,starts=50524f585920,max=107',
  proxy2: 'length:u16be,at=14,starts=0d0a0d0a000d0a515549540a(0010????)',
  ssh: [
    'line,if=5353482d,max=255',
    'length:u32be,header=5,starts=0000,max=35004,if=0000??????15,again=always,upgrade=rest',
    'length:u32be,header=5,starts=0000,max=35004',
  ].join(' then '),
  dcerpc: [
    'length:u16le,at=8,header=16,adjust=-10,if=05??????(0001????),again=always',
    'length:u16be,at=8,header=16,adjust=-10,starts=05??????(0000????)',
  ].join(' then '),
  kerberos: 'length:u32be,starts=00',
  synchrophasor: 'length:u16be,at=2,header=14,adjust=-4,ends=????,starts=aa(0???00??)',
  'memcached-binary': 'length:u32be,at=8,header=24,adjust=12,starts=(1000000?)',
  hislip: 'length:u64be,at=8,starts=4853',
  pptp: 'length:u16be,header=12,adjust=-2,starts=????00(000000??)1a2b3c4d',
  skinny: 'length:u32le,header=12,adjust=4,starts=????0000??000000',
  ldp: 'length:u16be,at=2,header=10,starts=0001',
  hartip: 'length:u16be,at=6,adjust=-8,starts=(000000??)(0000????)(00000???)',
  drda: 'length:u16be,header=6,adjust=-2,starts=????d0,max=32767',
  gearman: 'length:u32be,at=8,starts=005245(010100?1)',
  openwire:
    'length:u32be,header=12,starts=????????01416374697665,if=????????01416374697665 then length:u32be',
  icetcp: 'length:u16be',
  giop: [
    'length:u32le,at=8,starts=47494f5001,if=47494f5001??(???????1),again=always',
    'length:u32be,at=8,starts=47494f5001??(???????0)',
  ].join(' then '),
  rdp: [
    'length:u16be,at=1,mask=7fff,adjust=-3,if=(??????00)(1???????),again=always',
    'length:u8,at=1,adjust=-2,if=(??????00),again=always',
    'length:u16be,at=2,adjust=-4,starts=03',
  ].join(' then '),
  rtmp: 'fixed:1,starts=03 then fixed:1536 then fixed:1536 then rtmp-chunks',
  xmpp: `${UPGRADE_TO_TLS} then xml,open=stream`,
  smtp: `${UPGRADE_TO_TLS} then line,dots=DATA`,
  imap: `${UPGRADE_TO_TLS} then line,literals=imap`,
} as const satisfies Record<string, string>

export type PresetName = keyof typeof PRESET_TEXTS

export const PRESET_NAMES = /* @__PURE__ */ Object.keys(PRESET_TEXTS) as PresetName[]

// A few bytes of each preset's protocol, put together by hand from its specification, and the frames that they are. Apart from the
// presets, because only a manual shows them.
import type { Direction } from '../frames/framer.ts'
import type { PresetName } from './preset-texts.ts'

interface Written {
  readonly is: string
  /** Hex digits; `@58` are so many zeros. */
  readonly bytes: string
  /** Of each frame, in bytes. */
  readonly lengths: readonly number[]
  /** The client, if it is not given. */
  readonly side?: Direction
}

export interface PresetExample {
  /** What the messages are. */
  readonly is: string
  readonly bytes: Uint8Array
  readonly lengths: readonly number[]
  readonly side: Direction
}

const WRITTEN: Readonly<Record<PresetName, Written>> = {
  dns: {
    is: 'a query for a.',
    bytes: '0013 1234 0100 0001 0000 0000 0000 016100 0001 0001',
    lengths: [21],
  },
  postgres: {
    is: 'start-up, a query, Terminate',
    bytes: '00000009 00030000 00 51 00000006 3b00 58 00000004',
    lengths: [9, 7, 5],
  },
  mysql: {
    is: 'ping, then OK',
    bytes: '010000000e 0700000100000002000000',
    lengths: [5, 11],
  },
  mongodb: {
    is: 'OP_MSG with an empty document',
    bytes: '1a000000 01000000 00000000 dd070000 00000000 00 0500000000',
    lengths: [26],
  },
  kafka: {
    is: 'ApiVersions without a client name',
    bytes: '0000000a 0012 0000 00000001 ffff',
    lengths: [14],
  },
  cassandra: {
    is: 'OPTIONS, STARTUP without options',
    bytes: '04 00 0000 05 00000000 04 00 0001 01 00000002 0000',
    lengths: [9, 11],
  },
  amqp091: {
    is: 'a header and a heartbeat',
    bytes: '414d515000000901 08000000000000ce',
    lengths: [8, 8],
  },
  amqp10: {
    is: 'a protocol header and an empty frame',
    bytes: '414d5150 00 010000 00000008 02 00 0000',
    lengths: [8, 8],
  },
  mqtt: {
    is: 'PINGREQ, PUBLISH of "hi" to a',
    bytes: 'c000 30 05 0001 61 6869',
    lengths: [2, 7],
  },
  tls: {
    is: 'a hello of SSL 2, then records',
    bytes: '801c01030300030000001000002f000102030405060708090a0b0c0d0e0f 160303000410000000',
    lengths: [30, 9],
  },
  http2: {
    is: 'preface and SETTINGS',
    bytes: '505249202a20485454502f322e300d0a0d0a534d0d0a0d0a 000000 04 00 00000000',
    lengths: [24, 9],
  },
  grpc: {
    is: 'a message of two bytes',
    bytes: '00 00000002 0801',
    lengths: [7],
  },
  tds: {
    is: 'PRELOGIN without options',
    bytes: '12 01 0009 0000 01 00 ff',
    lengths: [9],
  },
  tpkt: {
    is: 'a connection request',
    bytes: '0300001611e00000000100c0010ac1020100c2020102',
    lengths: [22],
  },
  modbus: {
    is: 'read coils',
    bytes: '000100000006010100000008',
    lengths: [12],
  },
  bgp: {
    is: 'KEEPALIVE',
    bytes: 'ffffffffffffffffffffffffffffffff 0013 04',
    lengths: [19],
  },
  diameter: {
    is: 'Device-Watchdog-Request without AVPs',
    bytes: '01 000014 80 000118 00000000 00000001 00000002',
    lengths: [20],
  },
  smb: {
    is: 'an SMB2 header',
    bytes: '00 000040 fe534d42 4000 @58',
    lengths: [68],
  },
  rpc: {
    is: 'a call of the null procedure of portmap',
    bytes:
      '80000028 00000001 00000000 00000002 000186a0 00000002 00000000 00000000 00000000 00000000 00000000',
    lengths: [44],
  },
  bitcoin: {
    is: 'verack',
    bytes: 'f9beb4d9 76657261636b000000000000 00000000 5df6e0e2',
    lengths: [24],
  },
  bittorrent: {
    is: 'handshake, keep-alive, interested',
    bytes: '13 426974546f7272656e742070726f746f636f6c @48 00000000 00000001 02',
    lengths: [68, 4, 5],
  },
  stun: {
    is: 'a binding request',
    bytes: '0001 0000 2112a442 000102030405060708090a0b',
    lengths: [20],
  },
  opcua: {
    is: 'hello',
    bytes: '48454c4620000000000000000000000000000000000000000000000000000000',
    lengths: [32],
  },
  dicom: {
    is: 'A-RELEASE-RQ',
    bytes: '05 00 00000004 00000000',
    lengths: [10],
  },
  iec104: {
    is: 'TESTFR act and S-frame',
    bytes: '680443000000 680401000a00',
    lengths: [6, 6],
  },
  ldap: {
    is: 'a search and a buffer of a SASL security layer',
    bytes: '30050201014200 0000000430313233',
    lengths: [7, 8],
  },
  redis: {
    is: 'inline commands',
    bytes: '50494e470d0a 534554206120310d0a',
    lengths: [6, 9],
  },
  lsp: {
    is: 'an empty object',
    bytes: '436f6e74656e742d4c656e6774683a20320d0a0d0a 7b7d',
    lengths: [23],
  },
  minecraft: {
    is: 'handshake and status request',
    bytes: '070005016163dd01 0100',
    lengths: [8, 2],
  },
  protobuf: {
    is: 'a message with one field, an empty one',
    bytes: '02 0801 00',
    lengths: [3, 1],
  },
  git: {
    is: 'a line and a flush packet',
    bytes: '30303036 610a 30303030',
    lengths: [6, 4],
  },
  fastcgi: {
    is: 'FCGI_BEGIN_REQUEST, the end of FCGI_STDIN',
    bytes: '01 01 0001 0008 00 00 0001 00 0000000000 01 05 0001 0000 00 00',
    lengths: [16, 8],
  },
  ajp13: {
    is: 'CPong and End Response',
    bytes: '4142000109 414200020501',
    lengths: [5, 6],
    side: 'server',
  },
  bmp: {
    is: 'initiation without TLVs',
    bytes: '030000000604',
    lengths: [6],
  },
  enip: {
    is: 'RegisterSession, ListIdentity',
    bytes:
      '65000400000000000000000000000000000000000000000001000000 630000000000000000000000000000000000000000000000',
    lengths: [28, 24],
  },
  ipfix: {
    is: 'an empty message',
    bytes: '000a0010000000000000000100000000',
    lengths: [16],
  },
  mllp: {
    is: 'two messages between 0b and 1c0d',
    bytes: '0b4d53487c5e7e5c267c410d5049447c310d1c0d 0b4d53481c0d',
    lengths: [20, 6],
  },
  openflow: {
    is: 'hello of OpenFlow 1.3',
    bytes: '04000010000000010001000800000010 0402000800000002',
    lengths: [16, 8],
  },
  pcep: {
    is: 'keepalive',
    bytes: '20020004',
    lengths: [4],
  },
  radius: {
    is: 'Access-Request',
    bytes: '0101001700000000000000000000000000000000010361',
    lengths: [23],
  },
  rtp: {
    is: 'two RTP packets without payload',
    bytes: '000c800000010000000000000001 000c80000002000000a000000001',
    lengths: [14, 14],
  },
  rtr: {
    is: 'reset query, cache reset',
    bytes: '0102000000000008 0108000000000008',
    lengths: [8, 8],
  },
  smpp: {
    is: 'enquire_link and its answer',
    bytes: '00000010000000150000000000000001 00000010800000150000000000000001',
    lengths: [16, 16],
  },
  tacacs: {
    is: 'authentication START',
    bytes: 'c00101000000000100000003616263',
    lengths: [15],
  },
  thrift: {
    is: 'a strict binary call of "ping" in a frame',
    bytes: '00000011800100010000000470696e670000000100',
    lengths: [21],
  },
  zookeeper: {
    is: 'a ping and its answer',
    bytes: '00000008fffffffe0000000b 00000010fffffffe000000000000000000000000',
    lengths: [12, 20],
  },
  nats: {
    is: 'headers and a message',
    bytes:
      '4850554220412031322031370d0a4e4154532f312e300d0a0d0a68656c6c6f0d0a 4d53472061203920320d0a68690d0a 2b4f4b0d0a',
    lengths: [33, 15, 5],
  },
  memcached: {
    is: 'values and STORED',
    bytes:
      '56414c5545206b203020342037370d0a454e440a0d0a 454e440d0a 53544f5245440d0a 564120322066300d0a68690d0a',
    lengths: [22, 5, 8, 13],
  },
  beanstalk: {
    is: 'put and reserve',
    bytes: '75736520740d0a 7075742031203020363020350d0a68650d0a6f0d0a 726573657276650d0a',
    lengths: [7, 21, 9],
  },
  syslog: {
    is: 'two messages, one with line feeds',
    bytes: '38203c31333e31200a0a 3130203c33343e31202d202d20',
    lengths: [10, 13],
  },
  sip: {
    is: 'OPTIONS and 200',
    bytes:
      '4f5054494f4e53207369703a614062205349502f322e300d0a5669613a205349502f322e302f54435020630d0a203b780d0a6c3a20340d0a0d0a763d300a 5349502f322e3020323030204f4b0d0a436f6e74656e742d4c656e6774683a20300d0a0d0a',
    lengths: [62, 37],
  },
  rtsp: {
    is: 'SETUP without a body, interleaved data, an answer with one',
    bytes:
      '504c415920727473703a2f2f6120525453502f312e300d0a435365713a20340d0a0d0a 2400000480000001 24010000 525453502f312e3020323030204f4b0d0a436f6e74656e742d4c656e6774683a20320d0a0d0a6869 2400000124',
    lengths: [35, 8, 4, 40, 5],
  },
  starttls: {
    is: 'the answers, then TLS',
    bytes: '32323020610d0a 32323020676f2061686561640d0a 160301000401000000',
    lengths: [7, 14, 9],
    side: 'server',
  },
  socks5: {
    is: 'method, bound IPv4 address',
    bytes: '0500 050000017f0000010438',
    lengths: [2, 10],
    side: 'server',
  },
  dnp3: {
    is: 'user data of 3 bytes, of 20, and none',
    bytes:
      '056408c4010002004343c0c0016363 056419c4010002004343787878787878787878787878787878780000787878780000 056405c4010002004343',
    lengths: [15, 34, 10],
  },
  doip: {
    is: 'vehicle identification request, routing activation',
    bytes: '02fd000100000000 02fd0005000000070e000000000000',
    lengths: [8, 15],
  },
  someip: {
    is: 'a request without payload, a response with 4 bytes',
    bytes: '12340001000000080001000101010000 123400010000000c000100010101800000000001',
    lengths: [16, 20],
  },
  dlt: {
    is: 'two log messages',
    bytes: '3500000845435531 250100064543',
    lengths: [8, 6],
  },
  hci: {
    is: 'read local version information, and its answer; ACL data',
    bytes: '01011000 040e0c010110000000000000000000 0201200300010203',
    lengths: [4, 15, 8],
  },
  mavlink1: {
    is: 'a heartbeat of MAVLink 1',
    bytes: 'fe09000101000000000000000000004348',
    lengths: [17],
  },
  mavlink2: {
    is: 'heartbeats of MAVLink 2, plain and signed, and one of MAVLink 1',
    bytes:
      'fd090000000101000000000000000000000000d98b fd0901000001010000000000000000000000003e73aaaaaaaaaaaaaaaaaaaaaaaaaa fe09000101000000000000000000004348',
    lengths: [21, 34, 17],
  },
  zmtp: {
    is: 'greeting, a command, a message of two frames, a long one',
    bytes:
      'ff00000000000000007f03014e554c4c000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 04050452454144 01026869 0000 02000000000000010061616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161',
    lengths: [64, 7, 4, 2, 265],
  },
  cassandra5: {
    is: 'STARTUP, then a frame of 9 bytes',
    bytes: '05000000010000000400000000 090002aabbcc00000000000000000001020304',
    lengths: [13, 19],
  },
  gt06: {
    is: 'login, and its answer; a long packet',
    bytes: '78780d01012345678901234500018cdd0d0a 787805010001d9dc0d0a 797900069400000100000d0a',
    lengths: [18, 10, 12],
  },
  rcon: {
    is: 'SERVERDATA_AUTH with the password "passwrd", and an empty answer',
    bytes: '110000000000000003000000706173737772640000 0a00000000000000020000000000',
    lengths: [21, 14],
  },
  gelf: {
    is: 'two messages',
    bytes: '7b2276657273696f6e223a22312e31227d00 7b2261223a317d00',
    lengths: [18, 8],
  },
  proxy1: {
    is: 'a header',
    bytes: '50524f585920554e4b4e4f574e0d0a',
    lengths: [15],
  },
  proxy2: {
    is: 'LOCAL',
    bytes: '0d0a0d0a000d0a515549540a20000000',
    lengths: [16],
  },
  ssh: {
    is: 'version, two packets of which the second is NEWKEYS, what is encrypted',
    bytes:
      '5353482d322e302d780d0a 0000000c0a1400000000000000000000 0000000c0a1500000000000000000000 deadbeef',
    lengths: [11, 16, 16, 4],
  },
  dcerpc: {
    is: 'two fragments in little endian, one in big endian',
    bytes:
      '05000001100000001200000001000000aabb 05000002100000001000000001000000 05000003000000000011000000000001cc',
    lengths: [18, 16, 17],
  },
  kerberos: {
    is: 'an AS-REQ that is cut after 5 bytes',
    bytes: '000000056a03300100',
    lengths: [9],
  },
  synchrophasor: {
    is: 'a command and a data frame',
    bytes: 'aa4100120001000000000000000000021234 aa01001400010000000000000000000000001234',
    lengths: [18, 20],
  },
  'memcached-binary': {
    is: 'get "Hello", not found',
    bytes:
      '80000005000000000000000500000000000000000000000048656c6c6f 8100000000000001000000090000000000000000000000004e6f7420666f756e64',
    lengths: [29, 33],
  },
  hislip: {
    is: 'Initialize for "hislip0", a DataEnd of 5 bytes',
    bytes: '485300000100787800000000000000076869736c697030 48530700ffffff0000000000000000052a49444e3f',
    lengths: [23, 21],
  },
  pptp: {
    is: 'echo request',
    bytes: '001000011a2b3c4d0005000000000001',
    lengths: [16],
  },
  skinny: {
    is: 'keep-alive, its acknowledgement',
    bytes: '040000000000000000000000 040000000000000000010000',
    lengths: [12, 12],
  },
  ldp: {
    is: 'keep-alive',
    bytes: '0001000e0102030400000201000400000001',
    lengths: [18],
  },
  hartip: {
    is: 'session initiate, its answer',
    bytes: '010000000001000d0100007530 010100000001000d0100007530',
    lengths: [13, 13],
  },
  drda: {
    is: 'EXCSAT and ACCSEC without parameters, chained',
    bytes: '000ad041000100041041 000ad00100020004106d',
    lengths: [10, 10],
  },
  gearman: {
    is: 'ECHO_REQ and its answer',
    bytes: '0052455100000010000000026869 0052455300000011000000026869',
    lengths: [14, 14],
  },
  openwire: {
    is: 'WIREFORMAT_INFO, a command of type 10',
    bytes: '0000000e014163746976654d510000000100 000000010a',
    lengths: [18, 5],
  },
  icetcp: {
    is: 'a binding request',
    bytes: '0014000100002112a442000000000000000000000000',
    lengths: [22],
  },
  giop: {
    is: 'requests in both byte orders',
    bytes: '47494f50010201000400000001020304 47494f5001020000000000020102',
    lengths: [16, 14],
  },
  rdp: {
    is: 'a connection request, the fast-path input of the specification, a long one',
    bytes:
      '0300000b06e00000000000 c41130356b5bb534c84726185e760ede28 00808500000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
    lengths: [11, 17, 133],
  },
  rtmp: {
    is: 'a handshake, and a message of 200 bytes in two chunks',
    bytes:
      '03 @1536 @1536 030000000000c814000000006161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161 c3626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262',
    lengths: [1, 1536, 1536, 140, 73],
  },
  xmpp: {
    is: 'starttls, then TLS',
    bytes:
      '3c73747265616d3a73747265616d3e 3c7374617274746c7320786d6c6e733d2775726e3a696574663a706172616d733a786d6c3a6e733a786d70702d746c73272f3e 160301000401000000',
    lengths: [15, 51, 9],
  },
  smtp: {
    is: 'a mail that asks for TLS',
    bytes: '45484c4f20610d0a 5354415254544c530d0a 160301000401000000',
    lengths: [8, 10, 9],
  },
  imap: {
    is: 'STARTTLS, then TLS',
    bytes: '6131205354415254544c530d0a 160301000401000000',
    lengths: [13, 9],
  },
}

/** An example of a preset's bytes. */
export function exampleOfPreset(name: PresetName): PresetExample {
  const { bytes, side = 'client', ...words } = WRITTEN[name]
  const digits = bytes.replace(/@(\d+)/g, (_, zeros: string) => '00'.repeat(Number(zeros)))
  const pairs = digits.match(/[0-9a-f]{2}/g) ?? []
  return { ...words, side, bytes: Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)) }
}

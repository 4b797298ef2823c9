// Protocols by hand: for each, bytes assembled from its specification, and the frames' lengths counted there. The spec
// is a preset's name if there is one, else the framing that a person would type.
import type { Direction } from '../src/index.ts'
import { hex, latin1 } from './every-cut.ts'

interface Protocol {
  readonly name: string
  /** The specification and its section. */
  readonly source: string
  readonly spec: string
  readonly bytes: Uint8Array
  /** Whole frames, in bytes. */
  readonly lengths: readonly number[]
  readonly side?: Direction
}

const binary = (
  name: string,
  source: string,
  spec: string,
  bytes: string,
  lengths: readonly number[],
  side?: Direction,
): Protocol => ({ name, source, spec, bytes: hex(bytes), lengths, ...(side && { side }) })

const text = (
  name: string,
  source: string,
  spec: string,
  bytes: string,
  lengths: readonly number[],
  side?: Direction,
): Protocol => ({ name, source, spec, bytes: latin1(bytes), lengths, ...(side && { side }) })

export const PROTOCOLS: readonly Protocol[] = [
  binary(
    'enquire_link and its answer',
    'SMPP 3.4, 3.2 and 4.11',
    'smpp',
    '00000010 00000015 00000000 00000001  00000010 80000015 00000000 00000001',
    [16, 16],
  ),
  text(
    'a session with a payload that holds line ends',
    'NATS client protocol, "PUB", "HPUB", "MSG"',
    'nats',
    'INFO {"port":4222}\r\nCONNECT {}\r\nPUB a.b 7\r\nhe\r\nllo\r\nPUB a _INBOX.1 0\r\n\r\nPING\r\n',
    [20, 12, 20, 20, 6],
  ),
  text(
    'headers and a message',
    'NATS client protocol, "HPUB", "MSG"',
    'nats',
    'HPUB A 12 17\r\nNATS/1.0\r\n\r\nhello\r\nMSG a 9 2\r\nhi\r\n+OK\r\n',
    [33, 15, 5],
  ),
  text(
    'set, get and the value',
    'memcached doc/protocol.txt, "Storage commands" and "Retrieval command"',
    'memcached',
    'set k 0 60 5\r\nab\r\nc\r\nset k 0 0 1 noreply\r\nx\r\nget k\r\nms k 2 T9\r\nhi\r\n',
    [21, 24, 7, 15],
  ),
  text(
    'values and STORED',
    'memcached doc/protocol.txt, "Retrieval command" and "Meta commands"',
    'memcached',
    'VALUE k 0 4 77\r\nEND\n\r\nEND\r\nSTORED\r\nVA 2 f0\r\nhi\r\n',
    [22, 5, 8, 13],
  ),
  text(
    'put and reserve',
    'beanstalkd doc/protocol.txt, "put", "reserve-with-timeout"',
    'beanstalk',
    'use t\r\nput 1 0 60 5\r\nhe\r\no\r\nreserve\r\n',
    [7, 21, 9],
  ),
  text(
    'a reserved job',
    'beanstalkd doc/protocol.txt, "reserve", "stats"',
    'beanstalk',
    'INSERTED 1\r\nRESERVED 1 5\r\nhello\r\nOK 4\r\n---\n\r\n',
    [12, 21, 12],
  ),
  binary(
    'a ping and its answer',
    'ZooKeeper zookeeper.jute, RequestHeader, ReplyHeader',
    'zookeeper',
    '00000008 fffffffe 0000000b  00000010 fffffffe 0000000000000000 00000000',
    [12, 20],
  ),
  binary(
    'a strict binary call of "ping" in a frame',
    'Apache Thrift doc/specs/thrift-rpc.md, "Framed vs. unframed transport"',
    'thrift',
    '00000011 80010001 00000004 70696e67 00000001 00',
    [21],
  ),
  binary(
    'ping, then OK',
    'MySQL "Protocol::Packet"',
    'mysql',
    '01000000 0e 07000001 00000002000000',
    [5, 11],
    'client',
  ),
  binary(
    'two RTP packets without payload',
    'RFC 4571, section 2',
    'rtp',
    '000c 8000 0001 00000000 00000001 000c 8000 0002 000000a0 00000001',
    [14, 14],
  ),
  binary(
    'a connection request',
    'RFC 1006, section 6; X.224, 13.3',
    'tpkt',
    '03000016 11e00000000100c0010ac1020100c2020102',
    [22],
  ),
  text(
    'two messages, one with line feeds',
    'RFC 6587, 3.4.1 "Octet Counting"',
    'syslog',
    '8 <13>1 \n\n10 <34>1 - - ',
    [10, 13],
  ),
  text(
    'messages by line feed',
    'RFC 6587, 3.4.2 "Non-Transparent-Framing"',
    'line',
    '<34>Oct 11 su: a\n<13>b\n',
    [17, 6],
  ),
  text(
    'OPTIONS, 200 and a keep-alive',
    'RFC 3261, 7.5 and 18.3; RFC 5626, 3.5.1',
    'sip',
    'OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/TCP c\r\n ;x\r\nl: 4\r\n\r\nv=0\n\r\n\r\nSIP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n',
    [62, 37],
  ),
  binary(
    'SETUP without a body, interleaved data, an answer with one',
    'RFC 2326, 4.4 and 10.12',
    'rtsp',
    `${Buffer.from('PLAY rtsp://a RTSP/1.0\r\nCSeq: 4\r\n\r\n').toString('hex')} 24000004 80000001 24010000 ${Buffer.from('RTSP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi').toString('hex')} 24000001 24`,
    [35, 8, 4, 40, 5],
  ),
  binary(
    'the simple query "" and its answer',
    'PostgreSQL 17, 53.7',
    'length:u32be,at=1,adjust=-4',
    '51 00000005 00  49 00000004  5a 00000005 49',
    [6, 5, 6],
  ),
  binary(
    'two messages between 0b and 1c0d',
    'HL7 MLLP Release 1, 2 "MLLP block format"',
    'mllp',
    `0b ${Buffer.from('MSH|^~\\&|A\rPID|1\r').toString('hex')} 1c0d  0b 4d5348 1c0d`,
    [20, 6],
  ),
  text(
    'inline commands',
    'Redis serialization protocol, "Inline commands"',
    'redis',
    'PING\r\nSET a 1\r\n',
    [6, 9],
  ),
  binary('CPing and CPong', 'AJPv13, "Packet Headers"', 'ajp13', '1234 0001 0a', [5], 'client'),
  binary(
    'CPong and End Response',
    'AJPv13, "Packet Headers"',
    'ajp13',
    '4142 0001 09 4142 0002 05 01',
    [5, 6],
    'server',
  ),
  binary(
    'greeting, connect to a name, what is tunnelled',
    'RFC 1928, sections 3, 4',
    'socks5',
    '05 02 00 02  05 01 00 03 03 612e62 0050  474554',
    [4, 10, 3],
    'client',
  ),
  binary(
    'method, bound IPv4 address',
    'RFC 1928, sections 3, 6',
    'socks5',
    '05 00  05 00 00 01 7f000001 0438',
    [2, 10],
    'server',
  ),
  binary(
    'connect to IPv6',
    'RFC 1928, section 4',
    'socks5',
    '050100 05010004 00000000000000000000000000000001 01bb',
    [3, 22],
    'client',
  ),
  text(
    'a mail',
    'RFC 5321, 4.1.1',
    'line',
    'EHLO a\r\nMAIL FROM:<a@b>\r\nDATA\r\nhi\r\n.\r\n',
    [8, 17, 6, 4, 3],
  ),
  text('replies', 'RFC 959, 4.2', 'line', '220-a\r\n220 b\r\n', [7, 7]),
  text('a message with its \\r missing', 'RFC 1459, 2.3', 'line', ':a!b PRIVMSG #c :hi\r\nPING x\n', [21, 7]),
  binary(
    'RegisterSession, ListIdentity',
    'ODVA CIP volume 2, EtherNet/IP, 2-3.1 "Encapsulation Packet Structure"',
    'enip',
    `6500 0400 ${'00'.repeat(20)} 0100 0000  6300 0000 ${'00'.repeat(20)}`,
    [28, 24],
  ),
  binary('read coils', 'MODBUS TCP guide 1.0b, 3.1.3', 'modbus', '0001 0000 0006 01 01 0000 0008', [12]),
  binary('hello', 'OPC 10000-6, 7.1.2.3', 'opcua', `48454c46 20000000 ${'00'.repeat(20)} 00000000`, [32]),
  binary('TESTFR act and S-frame', 'IEC 60870-5-104, 5.1', 'iec104', '680443000000 680401000a00', [6, 6]),
  binary(
    'handshake and status request',
    'Minecraft protocol, "Packet format"',
    'minecraft',
    '07 00 05 01 61 63dd 01  01 00',
    [8, 2],
  ),
  binary(
    'a header and a heartbeat',
    'AMQP 0-9-1, 4.2.2 and 4.2.7',
    'amqp091',
    '414d515000000901 08 0000 00000000 ce',
    [8, 8],
    'client',
  ),
  binary(
    'a heartbeat of 4 bytes',
    'RabbitMQ stream protocol, "Frame structure"',
    'length:u32be',
    '00000004 0017 0001',
    [8],
  ),
  binary(
    'Access-Request',
    'RFC 6613, 2.1; RFC 2865, section 3',
    'radius',
    `01 01 0017 ${'00'.repeat(16)} 010361`,
    [23],
  ),
  binary('authentication START', 'RFC 8907, 4.1', 'tacacs', 'c0 01 01 00 00000001 00000003 616263', [15]),
  binary(
    'hello of OpenFlow 1.3',
    'OpenFlow 1.3.5, 7.1.1',
    'openflow',
    '04 00 0010 00000001 0001 0008 00000010  04 02 0008 00000002',
    [16, 8],
  ),
  binary('an empty message', 'RFC 7011, 3.1', 'ipfix', '000a 0010 00000000 00000001 00000000', [16]),
  binary('keepalive', 'RFC 5440, 6.1 and 6.3', 'pcep', '20 02 0004', [4]),
  binary(
    'reset query, cache reset',
    'RFC 8210, 5.4 and 5.9',
    'rtr',
    '01 02 0000 00000008  01 08 0000 00000008',
    [8, 8],
  ),
  binary('initiation without TLVs', 'RFC 7854, 4.1', 'bmp', '03 00000006 04', [6]),
  binary(
    'keepalive in a PDU',
    'RFC 5036, 3.1 and 3.5.4',
    'length:u16be,at=2',
    '0001 000e 01020304 0000 0201 0004 00000001',
    [18],
  ),
  binary(
    'session keep-alive, message',
    'RFC 1002, 4.3.1',
    'length:u32be,mask=1ffff',
    '85000000 00000002 6869',
    [4, 6],
  ),
  binary(
    'Tversion',
    'intro(5), 9P2000',
    'length:u32le,adjust=-4',
    '13000000 64 ffff 00200000 0600 395032303030',
    [19],
  ),
  binary(
    'OKAY of the Android bridge',
    'adb protocol.txt, "message"',
    'length:u32le,at=12,header=24,adjust=8',
    '4f4b4159 01000000 02000000 02000000 00000000 b0b4bea6 6869',
    [26],
  ),
]

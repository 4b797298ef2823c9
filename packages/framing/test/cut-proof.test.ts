// However the same bytes are cut, the frames, their offsets, the state and the error are the same.
import { describe, expect, test } from 'vitest'
import { parseFraming, type Direction } from '../src/index.ts'
import { accountOf, everyCut, hex, latin1 } from './every-cut.ts'

interface Case {
  readonly spec: string
  readonly bytes: Uint8Array
  /** By hand: [start, header, trailer, end]. */
  readonly frames: readonly (readonly [number, number, number, number])[]
  readonly error?: string
  /** The bodies, if they are not simply the bytes between header and trailer. */
  readonly bodies?: readonly string[]
  readonly side?: Direction
}

const CASES: readonly Case[] = [
  {
    spec: 'struct:!I',
    bytes: hex('00000005 68656c6c6f 00000000 00000001 21'),
    frames: [
      [0, 4, 0, 9],
      [9, 4, 0, 13],
      [13, 4, 0, 18],
    ],
  },
  {
    spec: 'struct:!BHI,field=1',
    bytes: hex('01 0002 00000009 6869 01 0000 00000009'),
    frames: [
      [0, 7, 0, 9],
      [9, 7, 0, 16],
    ],
  },
  { spec: 'struct:@bi', bytes: hex('01 000000 02000000 6869'), frames: [[0, 8, 0, 10]] },
  {
    spec: 'length:u16le,at=1,header=4,adjust=1',
    bytes: hex('aa 0200 bb 6869 aa 0000 bb'),
    frames: [
      [0, 4, 0, 6],
      [6, 4, 0, 10],
    ],
  },
  {
    spec: 'length:u8',
    bytes: hex('02 6869 00 03 61'),
    frames: [
      [0, 1, 0, 3],
      [3, 1, 0, 4],
    ],
    error: 'END_INSIDE_FRAME',
  },
  { spec: 'length:i8', bytes: hex('01 61 ff 61'), frames: [[0, 1, 0, 2]], error: 'LENGTH_NEGATIVE' },
  {
    spec: 'length:u64be',
    bytes: hex('0000000000000001 61 ffffffffffffffff 00'),
    frames: [[0, 8, 0, 9]],
    error: 'FRAME_TOO_LONG',
  },
  {
    spec: 'length:u16be,adjust=-4',
    bytes: hex('0005 61 0001 00'),
    frames: [[0, 2, 0, 3]],
    error: 'FRAME_TOO_SHORT',
  },
  {
    spec: 'length:u32be,at=3,adjust=1,ends=ce',
    bytes: hex('010000 00000002 6869 ce 010000 00000000 cf'),
    frames: [[0, 7, 1, 10]],
    error: 'DELIMITER_MISSING',
  },
  {
    spec: 'length:u8,at=1,starts=68',
    bytes: hex('68 01 61 69 01 61'),
    frames: [[0, 2, 0, 3]],
    error: 'START_WRONG',
  },
  {
    spec: 'length:hex4,adjust=-4,bare=2',
    bytes: latin1('0006hi000000000xyz'),
    frames: [
      [0, 4, 0, 6],
      [6, 4, 0, 10],
      [10, 4, 0, 14],
    ],
    error: 'LENGTH_INVALID',
  },
  {
    spec: 'length:u16be,at=4,header=8,adjust=2,padding=6',
    bytes: hex('01 06 0001 0002 03 00 6869 000000'),
    frames: [[0, 8, 3, 13]],
  },
  { spec: 'length:u32be,mask=7fffffff', bytes: hex('80000002 6869'), frames: [[0, 4, 0, 6]] },
  { spec: 'length:u16be,unit=4', bytes: hex('0001 61626364'), frames: [[0, 2, 0, 6]] },
  { spec: 'length:u8,strip=1', bytes: hex('02 6869 00'), frames: [[0, 2, 0, 3]], error: 'BODY_TOO_SHORT' },
  {
    spec: 'mavlink1',
    bytes: hex('fe09000101000000000000000000004348 fe09000101000000000000000000004300'),
    frames: [[0, 6, 0, 17]],
    error: 'CHECKSUM_WRONG',
  },
  {
    spec: 'modbus-rtu',
    bytes: hex('1103006b00037687 1103006b00037688'),
    frames: [[0, 2, 2, 8]],
    error: 'CHECKSUM_WRONG',
  },
  {
    spec: 'xml',
    bytes: latin1('<a><b c="/>"/></a > <é:a/><!-- - -- --><a>]]>"</a></a>'),
    frames: [
      [0, 0, 0, 19],
      [20, 0, 0, 26],
      [26, 0, 0, 50],
    ],
    error: 'VALUE_INVALID',
  },
  {
    spec: 'xml',
    bytes: latin1('<!DOCTYPE a SYSTEM "[">\n<a/><!DOCTYPE a ['),
    frames: [[0, 0, 0, 28]],
    error: 'VALUE_INVALID',
  },
  { spec: 'xml', bytes: latin1('<a/>POST'), frames: [[0, 0, 0, 4]], error: 'START_WRONG' },
  { spec: 'xml', bytes: latin1('<a><1/></a>'), frames: [], error: 'VALUE_INVALID' },
  {
    spec: 'xml,max=8',
    bytes: latin1('<a></a>\n\n<ab></ab>'),
    frames: [[0, 0, 0, 7]],
    error: 'FRAME_TOO_LONG',
  },
  {
    spec: 'xml,open=stream',
    bytes: latin1('<s:stream><a><stream/></a><stream><b/></stream>'),
    frames: [
      [0, 0, 0, 10],
      [10, 0, 0, 26],
      [26, 0, 0, 34],
      [34, 0, 0, 38],
      [38, 0, 0, 47],
    ],
  },
  {
    spec: 'fixed:3',
    bytes: latin1('abcdefg'),
    frames: [
      [0, 0, 0, 3],
      [3, 0, 0, 6],
    ],
    error: 'END_INSIDE_FRAME',
  },
  {
    spec: 'fixed:3,starts=61,ends=63',
    bytes: latin1('abcaxd'),
    frames: [[0, 1, 1, 3]],
    error: 'DELIMITER_MISSING',
  },
  {
    spec: 'line',
    bytes: latin1('a\r\n\nb\n\r\rc'),
    frames: [
      [0, 0, 2, 3],
      [3, 0, 1, 4],
      [4, 0, 1, 6],
    ],
    error: 'END_INSIDE_FRAME',
  },
  {
    spec: 'delimiter:\\r\\n',
    bytes: latin1('a\r\n\r\r\n\nb\r\n'),
    frames: [
      [0, 0, 2, 3],
      [3, 0, 2, 6],
      [6, 0, 2, 10],
    ],
  },
  {
    spec: 'delimiter:aab|b',
    bytes: latin1('aaabxb'),
    frames: [
      [0, 0, 3, 4],
      [4, 0, 1, 6],
    ],
  },
  {
    spec: 'delimiter:\\n|\\0',
    bytes: latin1('a\0b\n'),
    frames: [
      [0, 0, 1, 2],
      [2, 0, 1, 4],
    ],
  },
  {
    spec: 'delimiter:\\n,max=3',
    bytes: latin1('ab\nabc\n'),
    frames: [[0, 0, 1, 3]],
    error: 'FRAME_TOO_LONG',
  },
  {
    spec: 'netstring',
    bytes: latin1('5:hello,0:,12:abc'),
    frames: [
      [0, 2, 1, 8],
      [8, 2, 1, 11],
    ],
    error: 'END_INSIDE_FRAME',
  },
  { spec: 'netstring', bytes: latin1('1:a,01:b,'), frames: [[0, 2, 1, 4]], error: 'LENGTH_INVALID' },
  { spec: 'netstring', bytes: latin1('1:a;'), frames: [], error: 'DELIMITER_MISSING' },
  {
    spec: 'varint',
    bytes: hex('02 6869 8200 6869'),
    frames: [
      [0, 1, 0, 3],
      [3, 2, 0, 7],
    ],
  },
  {
    spec: 'varint,max=4',
    bytes: hex('02 6869 03 616263 04 61626364'),
    frames: [
      [0, 1, 0, 3],
      [3, 1, 0, 7],
    ],
    error: 'FRAME_TOO_LONG',
  },
  {
    spec: 'varint,at=1,max-bytes=4',
    bytes: hex('c0 00 30 ffffffff 01'),
    frames: [[0, 2, 0, 2]],
    error: 'VARINT_TOO_LONG',
  },
  {
    spec: 'ber',
    bytes: hex('3003020105 308103020106 1f81010401020304 3000'),
    frames: [
      [0, 2, 0, 5],
      [5, 3, 0, 11],
      [11, 4, 0, 19],
      [19, 2, 0, 21],
    ],
  },
  { spec: 'ber', bytes: hex('3001ff 0480'), frames: [[0, 2, 0, 3]], error: 'LENGTH_INVALID' },
  // X.690, 8.1.3.6: two zeros end an indefinite length; inside, 02 02 00 00 is a value that holds zeros.
  {
    spec: 'ber',
    bytes: hex('3080 020103 0400 0000 3080 a080 02020000 0000 0000 3000'),
    frames: [
      [0, 2, 2, 9],
      [9, 2, 2, 21],
      [21, 2, 0, 23],
    ],
  },
  { spec: 'ber,max=8', bytes: hex('3080 0405'), frames: [], error: 'FRAME_TOO_LONG' },
  { spec: 'ber,starts=30', bytes: hex('3000 0400'), frames: [[0, 2, 0, 2]], error: 'START_WRONG' },
  // IEEE 1815: ten bytes of header, sixteen of user data and two of checksum, the rest and two of checksum.
  {
    spec: 'length:u8,at=2,header=10,adjust=2,block=16,check=2,starts=0564',
    bytes: hex(`056416c4010002004343 ${'61'.repeat(16)}ffff 62ffff 056405c4010002004343 0565`),
    frames: [
      [0, 10, 0, 31],
      [31, 10, 0, 41],
    ],
    bodies: [`${'a'.repeat(16)}b`, ''],
    error: 'END_INSIDE_FRAME',
  },
  {
    spec: 'length:bcd4',
    bytes: hex('0012 616263646566676869 6a6b6c 0001 61 00a0'),
    frames: [
      [0, 2, 0, 14],
      [14, 2, 0, 17],
    ],
    error: 'LENGTH_INVALID',
  },
  {
    spec: 'length:u8,starts=(1???????),header=2',
    bytes: hex('80 00'.padEnd(5, '0')),
    frames: [],
    error: 'END_INSIDE_FRAME',
  },
  // 37/ZMTP: the second bit of the flags says that the length has eight bytes.
  {
    spec: 'length:u64be,at=1,if=(00000?1?),again=always then length:u8,at=1,starts=(00000?0?)',
    bytes: hex('00 01 61 02 0000000000000002 6262 01 00 08 00'),
    frames: [
      [0, 2, 0, 3],
      [3, 9, 0, 14],
      [14, 2, 0, 16],
    ],
    error: 'START_WRONG',
  },
  // NMEA 0183: two digits of checksum after the star.
  {
    spec: 'delimiter:*,starts=24,tail=2',
    bytes: latin1('$GPGGA*47$*00$x*1'),
    frames: [
      [0, 1, 3, 9],
      [9, 1, 3, 13],
    ],
    error: 'END_INSIDE_FRAME',
  },
  {
    spec: 'delimiter:*,tail=2,max=4',
    bytes: latin1('a*bccc*'),
    frames: [[0, 0, 3, 4]],
    error: 'FRAME_TOO_LONG',
  },
  // RFC 5321, 4.1.1.4 and 4.5.2: a line that is a dot ends the text, one that begins with two does not.
  {
    spec: 'line,dots=DATA',
    bytes: latin1('data\r\na\r\n..\r\n.b\r\n\r\n.\r\nDATA x\r\n.\r\nDATA\r\n.\r\n'),
    frames: [
      [0, 0, 2, 6],
      [6, 0, 3, 22],
      [22, 0, 2, 30],
      [30, 0, 2, 33],
      [33, 0, 2, 39],
      [39, 0, 3, 42],
    ],
  },
  // RFC 9051, 4.3: five bytes after the line, and then the rest of it.
  {
    spec: 'line,literals=imap',
    bytes: latin1('a {3}\r\n\r\n{\r\nb {1+}\r\nx\r\n{2} \r\n'),
    frames: [
      [0, 0, 2, 12],
      [12, 0, 2, 23],
      [23, 0, 2, 29],
    ],
  },
  { spec: 'line,literals=imap,max=8', bytes: latin1('a {9}\r\nabc'), frames: [], error: 'FRAME_TOO_LONG' },
  // RFC 854: IAC DO 24, IAC WILL 1, IAC IAC is a byte of text; RFC 855: IAC SB … IAC SE.
  {
    spec: 'telnet',
    bytes: hex('6c6f67696e3a20 fffd18 fffb01 6162ffff0a 63640d0a fffa1801ffff00fff0 fff1 24'),
    frames: [
      [0, 0, 0, 7],
      [7, 0, 0, 10],
      [10, 0, 0, 13],
      [13, 0, 1, 18],
      [18, 0, 1, 22],
      [22, 0, 0, 31],
      [31, 0, 0, 33],
      [33, 0, 0, 34],
    ],
    bodies: [
      'login: ',
      '\xff\xfd\x18',
      '\xff\xfb\x01',
      'ab\xff',
      'cd\r',
      '\xff\xfa\x18\x01\xff\xff\0\xff\xf0',
      '\xff\xf1',
      '$',
    ],
  },
  { spec: 'telnet', bytes: hex('61ff'), frames: [], error: 'END_INSIDE_FRAME' },
  // RTMP 1.0, 5.3.1: Set Chunk Size 2; abcde in three chunks with another message between; a type 2 header, whose length is
  // the one before; extended timestamps, also in the type 3 header after one; chunk streams of two and three bytes.
  {
    spec: 'rtmp-chunks',
    bytes: hex(
      '02 000000000004 01 00000000 00000002  03 000001000005 08 01000000 6162  c3 6364' +
        '04 ffffff000001 09 01000000 00ffffff 78  c3 65  83 000005 4142  c3 4344  c3 45' +
        'c4 01000000 79  4005 000000000001 08 7a  010001 000000000000 08 00000000',
    ),
    frames: [
      [0, 12, 0, 16],
      [16, 12, 0, 30],
      [30, 1, 0, 33],
      [33, 16, 0, 50],
      [50, 1, 0, 52],
      [52, 4, 0, 58],
      [58, 1, 0, 61],
      [61, 1, 0, 63],
      [63, 5, 0, 69],
      [69, 9, 0, 79],
      [79, 14, 0, 93],
    ],
  },
  // 5.4.2: after Abort Message, here in two chunks, the chunk stream begins a message of another length.
  {
    spec: 'rtmp-chunks',
    bytes: hex(
      '02 000000000004 01 00000000 00000002  03 000000000005 08 00000000 6162' +
        '02 000000000004 02 00000000 0000  c2 0003  43 000000000001 08 63  c3 64',
    ),
    frames: [
      [0, 12, 0, 16],
      [16, 12, 0, 30],
      [30, 12, 0, 44],
      [44, 1, 0, 47],
      [47, 8, 0, 56],
      [56, 1, 0, 58],
    ],
  },
  { spec: 'rtmp-chunks', bytes: hex('c4 61'), frames: [], error: 'HEADER_INVALID' },
  {
    spec: 'rtmp-chunks',
    bytes: hex('02 000000000004 01 00000000 00000000'),
    frames: [],
    error: 'HEADER_INVALID',
  },
  {
    spec: 'rtmp-chunks',
    bytes: hex('02 000000000004 01 00000000 00000001 03 000000000002 08 00000000 61 43 000000000001 08 62'),
    frames: [
      [0, 12, 0, 16],
      [16, 12, 0, 29],
    ],
    error: 'HEADER_INVALID',
  },
  {
    spec: 'rtmp-chunks,max=20',
    bytes: hex('03 000000000009 08 00000000'),
    frames: [],
    error: 'FRAME_TOO_LONG',
  },
  { spec: 'rtmp', bytes: hex('1603'), frames: [], error: 'START_WRONG' },
  { spec: 'rest', bytes: latin1('all of it'), frames: [[0, 0, 0, 9]] },
  { spec: 'rest,max=4', bytes: latin1('all of it'), frames: [], error: 'FRAME_TOO_LONG' },
  { spec: 'ber', bytes: hex('3088ffffffffffffffff'), frames: [], error: 'FRAME_TOO_LONG' },
  { spec: 'ber', bytes: hex('1fffffffffffff'), frames: [], error: 'HEADER_INVALID' },
  {
    spec: 'cobs',
    bytes: hex('0311220233 00 00 01 00 0101 00'),
    frames: [
      [0, 0, 1, 6],
      [7, 0, 1, 9],
      [9, 0, 1, 12],
    ],
    bodies: ['\x11\x22\x003', '', '\0'],
  },
  { spec: 'cobs', bytes: hex('0311 00'), frames: [], error: 'STUFFING_INVALID' },
  {
    spec: 'cobs,max=4',
    bytes: hex('0211 00 04111111 00'),
    frames: [[0, 0, 1, 3]],
    bodies: ['\x11'],
    error: 'FRAME_TOO_LONG',
  },
  {
    spec: 'slip',
    bytes: hex('c0 c0 61dbdc62dbdd c0 c0 63 c0'),
    frames: [
      [2, 0, 1, 9],
      [10, 0, 1, 12],
    ],
    bodies: ['a\xc0b\xdb', 'c'],
  },
  {
    spec: 'slip',
    bytes: hex('61 c0 61db61 c0'),
    frames: [[0, 0, 1, 2]],
    bodies: ['a'],
    error: 'STUFFING_INVALID',
  },
  {
    spec: 'slip,max=3',
    bytes: hex('6161 c0 616161 c0'),
    frames: [[0, 0, 1, 3]],
    bodies: ['aa'],
    error: 'FRAME_TOO_LONG',
  },
  // RFC 6455, 5.7: unmasked "Hello", masked "Hello", a ping.
  {
    spec: 'websocket',
    bytes: hex('810548656c6c6f 818537fa213d7f9f4d5158 890548656c6c6f'),
    frames: [
      [0, 2, 0, 7],
      [7, 6, 0, 18],
      [18, 2, 0, 25],
    ],
    bodies: ['Hello', 'Hello', 'Hello'],
  },
  {
    spec: 'websocket',
    bytes: hex('827e0003616263 827f000000000000000161 82ff800000000000000000000000'),
    frames: [
      [0, 4, 0, 7],
      [7, 10, 0, 18],
    ],
    error: 'FRAME_TOO_LONG',
  },
  { spec: 'websocket', bytes: hex('810161 8300'), frames: [[0, 2, 0, 3]], error: 'HEADER_INVALID' },
  {
    spec: 'websocket',
    bytes: latin1('GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n\x81\x80\0\0\0\0'),
    frames: [
      [0, 38, 0, 38],
      [38, 6, 0, 44],
    ],
    bodies: ['', ''],
  },
  {
    spec: 'websocket',
    side: 'server',
    bytes: latin1('HTTP/1.1 101 Switching\r\n\r\n\x81\x01a'),
    frames: [
      [0, 26, 0, 26],
      [26, 2, 0, 29],
    ],
  },
  {
    spec: 'digits:\\s',
    bytes: latin1('5 hello0 3 abc'),
    frames: [
      [0, 2, 0, 7],
      [7, 2, 0, 9],
      [9, 2, 0, 14],
    ],
  },
  {
    spec: 'digits:\\n,ends=0a',
    bytes: latin1('2\nhi\n2\nhi!'),
    frames: [[0, 2, 1, 5]],
    error: 'DELIMITER_MISSING',
  },
  {
    spec: 'digits:\\r\\n',
    bytes: latin1('5\r\nhe\r\n!0\r\n12\r\nhello world!3\rabc'),
    frames: [
      [0, 3, 0, 8],
      [8, 3, 0, 11],
      [11, 4, 0, 27],
    ],
    error: 'LENGTH_INVALID',
  },
  { spec: 'digits:\\s', bytes: latin1('1 a<34>'), frames: [[0, 2, 0, 3]], error: 'LENGTH_INVALID' },
  {
    spec: 'command:PUB|set=2',
    bytes: latin1('PING\r\npub a 2\r\n\r\n\r\nset k 1 9\r\nx\r\nOK\n'),
    frames: [
      [0, 0, 2, 6],
      [6, 0, 2, 19],
      [19, 0, 2, 33],
      [33, 0, 1, 36],
    ],
  },
  {
    spec: 'command:PUB',
    bytes: latin1('a\nPUB a 2\r\nabc'),
    frames: [[0, 0, 1, 2]],
    error: 'DELIMITER_MISSING',
  },
  { spec: 'command:PUB', bytes: latin1('PUB a x\r\n'), frames: [], error: 'LENGTH_INVALID' },
  { spec: 'command:PUB,max=9', bytes: latin1('PUB a 9\r\n'), frames: [], error: 'FRAME_TOO_LONG' },
  {
    spec: 'content-length,start=line',
    bytes: latin1('A b C\r\n\r\nSIP/2.0 200 OK\r\nl: 2\r\n\r\nhi'),
    frames: [
      [0, 9, 0, 9],
      [9, 24, 0, 35],
    ],
  },
  {
    spec: 'content-length',
    bytes: latin1('Content-Length: 2\r\n\r\n{}content-type: x\r\ncontent-length:0\r\n\r\n'),
    frames: [
      [0, 21, 0, 23],
      [23, 37, 0, 60],
    ],
  },
  { spec: 'content-length', bytes: latin1('Content-Type: x\r\n\r\n'), frames: [], error: 'LENGTH_MISSING' },
  {
    spec: 'content-length',
    bytes: latin1('Content-Length: -1\r\n\r\n'),
    frames: [],
    error: 'LENGTH_INVALID',
  },
  {
    spec: 'content-length,max=20',
    bytes: latin1('A: b\r\nContent-Length: 1\r\n\r\nx'),
    frames: [],
    error: 'FRAME_TOO_LONG',
  },
  {
    spec: 'http1',
    bytes: latin1('GET / HTTP/1.1\r\nHost: a\r\n\r\nPOST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc\r\n'),
    frames: [
      [0, 27, 0, 27],
      [27, 38, 0, 68],
    ],
  },
  {
    spec: 'http1',
    bytes: latin1(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: u\r\n\r\nHTTP/1.1 204 No\r\n\r\n',
    ),
    frames: [
      [0, 47, 0, 77],
      [77, 19, 0, 96],
    ],
    bodies: ['abcde', ''],
  },
  { spec: 'http1', bytes: latin1('HTTP/1.1 200 OK\r\n\r\nto the end'), frames: [[0, 19, 0, 29]] },
  {
    spec: 'http1',
    bytes: latin1('POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcX'),
    frames: [],
    error: 'HEADER_INVALID',
  },
  {
    spec: 'http1,max=60',
    bytes: latin1('POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nff\r\nabX'),
    frames: [],
    error: 'FRAME_TOO_LONG',
  },
  { spec: 'http1', bytes: latin1('\x16\x03\x01'), frames: [], error: 'START_WRONG' },
  { spec: 'http1', bytes: latin1('hello world\r\n\r\n'), frames: [], error: 'HEADER_INVALID' },
  // RFC 9112, 5.1: with a blank before the colon a request is refused, and in an answer the header counts.
  {
    spec: 'http1',
    bytes: latin1('POST / HTTP/1.1\r\nContent-Length : 3\r\n\r\nabc'),
    frames: [],
    error: 'HEADER_INVALID',
  },
  {
    spec: 'http1',
    bytes: latin1('POST / HTTP/1.1\r\nTransfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n'),
    frames: [],
    error: 'HEADER_INVALID',
  },
  {
    spec: 'http1',
    bytes: latin1('HTTP/1.1 200 OK\r\nContent-Length : 3\r\n\r\nabcGET / HTTP/1.1\r\nA : b\r\n\r\n'),
    frames: [
      [0, 39, 0, 42],
      [42, 25, 0, 67],
    ],
  },
  {
    spec: 'resp',
    bytes: latin1('*2\r\n$4\r\nECHO\r\n$2\r\nhi\r\n+OK\r\nPING\r\n$-1\r\n*0\r\n'),
    frames: [
      [0, 0, 0, 22],
      [22, 0, 0, 27],
      [27, 0, 0, 33],
      [33, 0, 0, 38],
      [38, 0, 0, 42],
    ],
  },
  {
    spec: 'resp',
    bytes: latin1('%1\r\n+a\r\n*1\r\n:1\r\n|1\r\n+k\r\n+v\r\n,1.5\r\n>1\r\n#t\r\n$0\r\n\r\n'),
    frames: [
      [0, 0, 0, 16],
      [16, 0, 0, 34],
      [34, 0, 0, 42],
      [42, 0, 0, 48],
    ],
  },
  {
    spec: 'resp',
    bytes: latin1('*?\r\n:1\r\n*1\r\n:2\r\n.\r\n$?\r\n;2\r\nab\r\n;0\r\n_\r\n'),
    frames: [
      [0, 0, 0, 19],
      [19, 0, 0, 35],
      [35, 0, 0, 38],
    ],
  },
  { spec: 'resp', bytes: latin1('*1\r\nhello\r\n'), frames: [], error: 'VALUE_INVALID' },
  { spec: 'resp', bytes: latin1('+OK\r\n$2\r\nabc\r\n'), frames: [[0, 0, 0, 5]], error: 'DELIMITER_MISSING' },
  { spec: 'resp', bytes: latin1('$-2\r\n'), frames: [], error: 'LENGTH_NEGATIVE' },
  { spec: 'resp', bytes: latin1('$99999999999\r\n'), frames: [], error: 'FRAME_TOO_LONG' },
  {
    spec: 'resp,max=8',
    bytes: latin1('+a\r\n+abcdefgh\r\n'),
    frames: [[0, 0, 0, 4]],
    error: 'FRAME_TOO_LONG',
  },
  {
    spec: 'json',
    bytes: latin1('{"a":[1,"}\\""]} [] "x\\\\"true12 -3.5e2\nnull7'),
    frames: [
      [0, 0, 0, 15],
      [16, 0, 0, 18],
      [19, 0, 0, 24],
      [24, 0, 0, 28],
      [28, 0, 0, 30],
      [31, 0, 0, 37],
      [38, 0, 0, 42],
      [42, 0, 0, 43],
    ],
  },
  { spec: 'json', bytes: latin1('{} {]'), frames: [[0, 0, 0, 2]], error: 'VALUE_INVALID' },
  { spec: 'json', bytes: latin1('1,2'), frames: [[0, 0, 0, 1]], error: 'VALUE_INVALID' },
  { spec: 'json', bytes: latin1('trux'), frames: [], error: 'VALUE_INVALID' },
  {
    spec: 'json,max=3',
    bytes: latin1('123 {}1234'),
    frames: [
      [0, 0, 0, 3],
      [4, 0, 0, 6],
    ],
    error: 'FRAME_TOO_LONG',
  },
  { spec: 'json', bytes: latin1('{"a":1'), frames: [], error: 'END_INSIDE_FRAME' },
  {
    spec: 'stomp',
    bytes: latin1('SEND\ndestination:/a\n\nhi\0\n\nSEND\r\ncontent-length:3\r\n\r\na\0b\0'),
    frames: [
      [0, 21, 1, 24],
      [26, 26, 1, 56],
    ],
  },
  { spec: 'stomp', bytes: latin1('SEND\ncontent-length:1\n\nab\0'), frames: [], error: 'DELIMITER_MISSING' },
  { spec: 'fix', bytes: latin1('8=FIX.4.2\x019=5\x0135=0\x0110=161\x01'), frames: [[0, 14, 7, 26]] },
  {
    spec: 'fix',
    bytes: latin1('8=FIX.4.2\x019=4\x0135=0\x0110=161\x01'),
    frames: [],
    error: 'DELIMITER_MISSING',
  },
  { spec: 'fix', bytes: latin1('8=FIX.4.2\x0135=0\x01'), frames: [], error: 'START_WRONG' },
  {
    spec: 'postgres',
    bytes: hex('0000000804d2162f 0000000800030000 5100000005 58 5800000003'),
    frames: [
      [0, 4, 0, 8],
      [8, 4, 0, 16],
      [16, 5, 0, 22],
    ],
    error: 'FRAME_TOO_SHORT',
  },
  {
    spec: 'postgres',
    side: 'server',
    bytes: hex('4e 5200000004 4e00000004'),
    frames: [
      [0, 0, 0, 1],
      [1, 5, 0, 6],
      [6, 5, 0, 11],
    ],
  },
  {
    spec: 'postgres',
    side: 'server',
    bytes: hex('53 1603030001 61'),
    frames: [
      [0, 0, 0, 1],
      [1, 5, 0, 7],
    ],
  },
  {
    spec: 'postgres',
    bytes: hex('0000000804d2162f 160301000161 1703030000'),
    frames: [
      [0, 4, 0, 8],
      [8, 5, 0, 14],
      [14, 5, 0, 19],
    ],
  },
  {
    spec: 'mysql',
    bytes: hex('20000001 aaae0000 00000001 210000000000000000000000000000000000000000000000 160301000161'),
    frames: [
      [0, 4, 0, 36],
      [36, 5, 0, 42],
    ],
  },
  {
    spec: 'amqp10',
    bytes: hex('414d515003010000 0000000802010000 414d515000010000 0000000902000000 61'),
    frames: [
      [0, 4, 0, 8],
      [8, 8, 0, 16],
      [16, 4, 0, 24],
      [24, 8, 0, 33],
    ],
  },
  { spec: 'http2', side: 'server', bytes: hex('000000040000000000'), frames: [[0, 9, 0, 9]] },
  { spec: 'http2', bytes: latin1('PRI * HTTP/1.1'.padEnd(24)), frames: [], error: 'START_WRONG' },
  {
    spec: 'fixed:2,unless=61(011?????)63,again=while then line',
    bytes: latin1('abababc\n'),
    frames: [
      [0, 0, 0, 2],
      [2, 0, 0, 4],
      [4, 0, 1, 8],
    ],
  },
  {
    spec: 'fixed:2,if=6161,again=while then line',
    bytes: latin1('aaaaaab\nc\n'),
    frames: [
      [0, 0, 0, 2],
      [2, 0, 0, 4],
      [4, 0, 0, 6],
      [6, 0, 1, 8],
      [8, 0, 1, 10],
    ],
  },
  {
    spec: 'fixed:3,if=616161 then fixed:1',
    bytes: latin1('aa'),
    frames: [
      [0, 0, 0, 1],
      [1, 0, 0, 2],
    ],
  },
]

describe.each(CASES)('$spec', ({ spec, bytes, frames, error, bodies, side }) => {
  const parsed = parseFraming(spec)
  if (!parsed.ok) throw new Error(parsed.error.message)
  const whole = accountOf(parsed.spec, [bytes], side)

  test('cuts the frames counted by hand', () => {
    expect(whole.frames).toEqual(frames)
    expect(whole.error === undefined ? undefined : (JSON.parse(whole.error) as { code: string }).code).toBe(
      error,
    )
    expect(whole.bodies).toEqual(
      bodies ??
        frames.map(([start, header, trailer, end]) =>
          Buffer.from(bytes.subarray(start + header, end - trailer)).toString('latin1'),
        ),
    )
  })

  test('gives the same result however the stream is cut', () => {
    for (const pieces of everyCut(bytes)) expect(accountOf(parsed.spec, pieces, side)).toEqual(whole)
  })
})

test('none takes every push for a message', () => {
  expect(accountOf({ kind: 'none' }, [latin1('hello'), latin1('world')]).bodies).toEqual(['hello', 'world'])
})

// Makes streams from a seed to break a framer: noise, valid frames with flipped bits, wrong lengths, missing
// delimiters, endless nesting.
import { encodeFrame, parseFraming, type FramingSpec } from '../src/index.ts'

/** Every kind, in variants that reach its code paths, with a limit small enough to be hit. */
export const TARGETS: readonly string[] = [
  ...[
    'none',
    'struct:!I,max=300',
    'struct:@bq,max=300',
    'length:u8',
    'length:i16le,adjust=2,max=200',
    'length:u24be,at=1',
  ],
  ...[
    'length:u64be,max=500',
    'length:u16be,unit=4,max=300',
    'length:hex4,adjust=-4,bare=2',
    'length:dec3,strip=1',
  ],
  ...[
    'length:u32be,at=3,adjust=1,ends=ce',
    'length:u16be,at=4,header=8,adjust=2,padding=6,starts=01',
    'varint,max=300',
  ],
  ...[
    'varint,at=1,max-bytes=4,ends=0a',
    'delimiter:\\n,max=60',
    'delimiter:\\r\\n|aab|b,max=60',
    'line,max=90',
    'fixed:7',
  ],
  ...[
    'fixed:7,starts=61??,ends=63',
    'netstring,max=200',
    'digits:\\s,max=200',
    'command:PUB|set=2,max=120',
    'content-length,start=line,max=200',
    'rtsp',
    'content-length,max=200',
    'http1,max=300',
    'resp,max=200',
  ],
  ...[
    'json,max=200',
    'cobs,max=90',
    'slip,max=90',
    'ber,max=300',
    'websocket,max=300',
    'fix,max=200',
    'stomp,max=200',
    'xml,max=200',
    'modbus-rtu',
    'mavlink1,resync=fe',
    'length:u8,crc=modbus,adjust=1,max=60',
    'xmpp,max=300',
  ],
  ...[
    'ber,starts=30,max=300',
    'telnet,max=90',
    'rtmp-chunks,max=90',
    'rest,max=90',
    'length:bcd4,max=300',
    'length:u8,at=1,header=3,adjust=1,block=4,check=2,max=90',
    'delimiter:a,starts=(0110????),tail=2,max=60',
    'line,dots=DATA|a,max=120',
    'line,literals=imap,max=120',
  ],
  ...[
    'length:u8,at=1,resync=61,max=60',
    'length:u8,at=1,ends=63,resync=6162,max=40',
    'line,resync=(0110000?),max=30',
    'json,resync=7b,max=60',
  ],
  ...[
    'joined over websocket,max=300',
    'joined over rtmp-chunks,max=300',
    'delimiter:\\n,max=60 over http1,max=300',
    'length:u8 over length:u8,at=1',
    'line over joined,full=3 over length:u8',
    'netstring over joined,more=(0???????),of=(0110????) over fixed:4',
    'joined,last=(???????1),max=40 over slip,max=90',
  ],
  ...['mavlink2', 'zmtp', 'gt06', 'ssh', 'hci'],
  ...[
    'postgres',
    'mysql',
    'amqp10',
    'http2',
    'amqp091',
    'bittorrent',
    'git',
    'fixed:2,if=6161,again=always then line,max=50',
  ],
]

/** A random number generator that repeats for the same seed. */
export function randomFrom(seed: number): (limit: number) => number {
  let state = seed >>> 0
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

/** Pieces of the grammars, because they reach deeper into a parser than noise does. */
const WORDS: readonly string[] = [
  ...[
    '\n',
    '\r\n',
    '\r',
    '\0',
    ':',
    ',',
    '5:hello,',
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    'true',
    '-1',
    '1e9',
    ' ',
    '*2\r\n',
    '$3\r\nabc\r\n',
  ],
  ...[
    '*?\r\n',
    '.\r\n',
    '%1\r\n',
    '|1\r\n',
    '$-1\r\n',
    '$9999999999\r\n',
    '+OK\r\n',
    '$?\r\n',
    ';1\r\nx\r\n',
    ';0\r\n',
    'PING\r\n',
    'PUB a 3\r\n',
    'set k 3 1\r\nabc\r\n',
    'l: 3\r\n\r\n',
    '$\0\0\x02hi',
  ],
  ...[
    'GET / HTTP/1.1\r\n\r\n',
    'HTTP/1.1 200 OK\r\n',
    'Content-Length: 4\r\n',
    'Transfer-Encoding: chunked\r\n',
    '3\r\nabc\r\n',
    '0\r\n\r\n',
  ],
  ...[
    'SEND\ncontent-length:1\n\n',
    '8=FIX.4.2\x019=5\x01',
    '10=000\x01',
    '0004',
    '0000',
    '\xc0',
    '\xdb',
    '\xdb\xdc',
    '\x30\x82',
    '\x30\x03',
  ],
  ...[
    '\xff\xff\xff\xff',
    '\x00\x00\x00\x05',
    '\x80',
    '\x81\x85',
    'AMQP\0\0\x09\x01',
    '\x16\x03\x01',
    'S',
    'N',
    'aa',
    'b',
    '\x68',
    '\xce',
  ],
]

/** One hostile stream for a spec. */
export function hostileBytes(spec: FramingSpec, next: (limit: number) => number): Uint8Array {
  const noise = (size: number) => Uint8Array.from({ length: size }, () => next(256))
  switch (next(5)) {
    case 0:
      return noise(next(200))
    case 1:
      return new Uint8Array(next(400)).fill(next(256))
    case 2:
      return Buffer.from(Array.from({ length: next(30) }, () => WORDS[next(WORDS.length)]).join(''), 'latin1')
    case 3: {
      const opening = WORDS[next(WORDS.length)] ?? ''
      return Buffer.from(opening.repeat(next(100)), 'latin1').subarray(0, 600)
    }
    default: {
      const frames = Array.from({ length: 1 + next(5) }, () => encodeFrame(spec, noise(next(40))))
      const stream = Buffer.concat(frames.map((each) => (each.ok ? each.frame : noise(3))))
      for (let flips = next(4); flips > 0 && stream.length > 0; flips--) {
        const at = next(stream.length)
        stream[at] = (stream[at] ?? 0) ^ (1 << next(8))
      }
      return stream
    }
  }
}

export function specOf(text: string): FramingSpec {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`)
  return parsed.spec
}

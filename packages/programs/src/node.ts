// The programs in JavaScript for Node, using only its own modules.
import { hasMarks, IF_SAYS, linesOf, type MarkTexts, pairs, sizesOf, TABLE_SAYS, tablesOf } from './marks.ts'
import { numbered } from './part-names.ts'
import { type HeaderPlan, lengthOfSize, type MarkByte, type Plan, sizeOfLength } from './plan.ts'
import { mustRemember, type SequencePlan } from './sequence-plan.ts'

export const node = (plan: Plan): string => {
  const { constants, read, write } = parts(plan)
  return `import net from 'node:net'

${[...tablesOf(plan, MARKS), ...constants, ''].join('\n')}
${READER}}

${hasMarks(plan) ? MARKS.check : ''}${functionsOf(plan, { read, write })}

${CONNECT}
for (let body; (body = await readFrame(reader)) !== null; ) ${'isJson' in plan ? JSON_ECHO : 'writeFrame(socket, body)'}
socket.end()
`
}

/** The program of several parts: each part has its own two functions. */
export const nodeOfParts = (sequence: SequencePlan): string => {
  const { parts: all } = sequence
  const remembers = mustRemember(sequence)
  const looks = all.some(({ mark }) => mark.length > 0)
  const each = all.map(({ plan, text }, index) => {
    const { constants, read, write } = parts(plan)
    const body = [...tablesOf(plan, MARKS), ...constants, '', functionsOf(plan, { read, write })].join('\n')
    return `// Part ${index + 1}: ${text}\n${numbered(body, NAMES, index + 1)}\n`
  })
  const choices = all.map(({ mark, isOnce, ends }, index) => {
    const part = index + 1
    const tests = [
      ...(isOnce ? [`!gone.has(${part})`] : []),
      ...(mark.length > 0 ? [`(await reader.fits(IF_${part}))`] : []),
    ]
    const lines = linesOf(
      ...ends.map((end) => `gone.add(${end + 1})`),
      `return { part: ${part}, body: await readFrame${part}(reader) }`,
    )
    return tests.length === 0 ? lines : `if (${tests.join(' && ')}) {\n${indent(lines)}\n}`
  })
  return `import net from 'node:net'

${all.map(({ mark }, index) => (mark.length > 0 ? `const IF_${index + 1} = ${tableOf(mark)} // ${IF_SAYS(index + 1)}\n` : '')).join('')}${looks ? '\n' : ''}${READER}${looks ? FITS : ''}}

${all.some(({ plan }) => hasMarks(plan)) ? MARKS.check : ''}${each.join('\n')}
/** The part that the next frame is of, and its body: null if the stream ends.${remembers ? ' gone has the parts that cannot come any more.' : ''} */
async function readFrame(reader${remembers ? ', gone' : ''}) {
${indent(choices.join('\n'))}
}

/** Sends one frame of that part in one write. */
function writeFrame(socket, { part, body }) {
  const write = [${all.map((_, index) => `writeFrame${index + 1}`).join(', ')}][part - 1]
  write(socket, body)
}

${CONNECT}
${remembers ? 'const gone = new Set()\n' : ''}for (let frame; (frame = await readFrame(reader${remembers ? ', gone' : ''})).body !== null; ) writeFrame(socket, frame)
socket.end()
`
}

/** The functions that read and write a frame. */
const functionsOf = (plan: Plan, { read, write }: Pick<Parts, 'read' | 'write'>): string => {
  const { edges } = plan
  const inner =
    edges === undefined
      ? ''
      : `/** The next body, and what is around it; null if the stream ends between two frames. */
async function readWhole(reader) {
${indent(read)}
}

/** Sends one frame in one write. */
function writeWhole(socket, body) {
${indent(write)}
}

`
  const outer =
    edges === undefined
      ? { read, write }
      : {
          read: `const whole = await readWhole(reader)
if (whole === null) return null
${MARKS.unwrap(edges)}`,
          write: MARKS.wrap(edges),
        }
  return `${inner}/** The next body; null if the stream ends between two frames. */
async function readFrame(reader) {
${indent(outer.read)}
}

/** Sends one frame in one write. */
function writeFrame(socket, body) {
${indent(outer.write)}
}`
}

const NAMES = [
  ...['MOST', 'SIZE', 'END', 'STARTS', 'ENDS'],
  ...['readWhole', 'writeWhole', 'readFrame', 'writeFrame'],
]

const CONNECT = `// node frames.mjs HOST PORT: sends every frame back
const socket = net.connect({ host: process.argv[2], port: Number(process.argv[3]) })
const reader = new Reader(socket)`

const READER = `/** Reads exactly as many bytes as asked for: a 'data' chunk is whatever has arrived, not a message. */
class Reader {
  #rest = Buffer.alloc(0)

  constructor(socket) {
    this.chunks = socket[Symbol.asyncIterator]()
  }

  /** Exactly count bytes; null if the stream ends before the first. */
  async exactly(count) {
    const bytes = Buffer.alloc(count)
    for (let filled = 0; filled < count; ) {
      if (this.#rest.length === 0) {
        const { done, value } = await this.chunks.next()
        if (done && filled === 0) return null
        if (done) throw new Error(\`the stream ended after \${filled} of \${count} bytes\`)
        this.#rest = value
      }
      const copied = this.#rest.copy(bytes, filled)
      this.#rest = this.#rest.subarray(copied)
      filled += copied
    }
    return bytes
  }

  /** Exactly count bytes; the stream must not end before. */
  async body(count) {
    const bytes = await this.exactly(count)
    if (bytes === null) throw new Error('the stream ended inside a frame')
    return bytes
  }
`

/** JSON Lines: one value a line, in UTF-8. */
const JSON_ECHO = `{
  const line = new TextDecoder('utf-8', { fatal: true }).decode(body)
  if (line.trim() === '') continue
  const value = JSON.parse(line) // refuses a line that is not one value: a value must not go on in the next line
  writeFrame(socket, Buffer.from(JSON.stringify(value))) // whole numbers above 2 ** 53 are rounded
}`

const FITS = `
  /** Whether the next bytes are the mark's. It never waits for more bytes than decide, because a frame may be short. */
  async fits(mark) {
    for (const [k, [bits, value]] of mark.entries()) {
      if (this.#rest.length === k) {
        const { done, value: chunk } = await this.chunks.next()
        if (done) return false
        this.#rest = Buffer.concat([this.#rest, chunk])
      }
      if ((this.#rest[k] & bits) !== value) return false
    }
    return true
  }
`

interface Parts {
  readonly constants: readonly string[]
  readonly read: string
  readonly write: string
}

const tableOf = (mark: readonly MarkByte[]): string => `[${pairs(mark, '[', ']')}]`

const MARKS: MarkTexts = {
  table: (name, mark) => `const ${name} = ${tableOf(mark)} // ${TABLE_SAYS(name)}`,
  check: `/** Refuses bytes that are not the mark's. */
function check(found, mark, place) {
  for (const [k, [bits, value]] of mark.entries())
    if ((found[k] & bits) !== value)
      throw new RangeError(\`byte \${k} of a frame's \${place} is 0x\${found[k].toString(16)}, not 0x\${value.toString(16)}\`)
}

`,
  unwrap(edges) {
    const { front, both } = sizesOf(edges)
    const { length } = edges.ends
    return linesOf(
      `if (whole.length < ${both}) throw new RangeError(\`\${whole.length} bytes; those around a body are ${both}\`)`,
      edges.starts.length > 0 && "check(whole, STARTS, 'start')",
      length > 0 && "check(whole.subarray(-ENDS.length), ENDS, 'end')",
      `return whole.subarray(${front}${length > 0 ? ', -ENDS.length' : ''})`,
    )
  },
  wrap({ starts, strip, ends }) {
    const around = [
      ...(starts.length > 0 ? ['Buffer.from(STARTS.map(([, value]) => value))'] : []),
      ...(strip > 0 ? [`Buffer.alloc(${strip})`] : []),
      'body',
      ...(ends.length > 0 ? ['Buffer.from(ENDS.map(([, value]) => value))'] : []),
    ]
    return `writeWhole(socket, Buffer.concat([${around.join(', ')}]))`
  },
}

const TOO_LONG =
  'if (body.length > MOST) throw new RangeError(`${body.length} bytes; at most ${MOST} are allowed`)'

const CHECK = 'if (length > MOST) throw new RangeError(`a length of ${length}; at most ${MOST} is allowed`)'

const MOST_BODY = (most: number): string => `const MOST = ${most} // bytes of the longest body`

const parts = (plan: Plan): Parts => {
  switch (plan.kind) {
    case 'header':
      return headerParts(plan)
    case 'fixed':
      return {
        constants: [`const SIZE = ${plan.size} // bytes of every frame`],
        read: 'return reader.exactly(SIZE)',
        write: `if (body.length !== SIZE) throw new RangeError(\`\${body.length} bytes; every frame has \${SIZE}\`)
socket.write(body)`,
      }
    case 'varint':
      return {
        constants: [MOST_BODY(plan.most)],
        read: `let length = 0
for (let k = 0; ; k += 1) {
  if (k === ${plan.maxBytes}) throw new RangeError('a length of more than ${plan.maxBytes} bytes')
  const byte = k === 0 ? await reader.exactly(1) : await reader.body(1)
  if (byte === null) return null
  length += (byte[0] & 0x7f) * 2 ** (7 * k)
  if (byte[0] < 0x80) break
}
${CHECK}
return reader.body(length)`,
        write: `${TOO_LONG}
const header = []
let length = body.length
for (; length >= 0x80; length = Math.floor(length / 0x80)) header.push((length & 0x7f) | 0x80)
socket.write(Buffer.concat([Buffer.from([...header, length]), body]))`,
      }
    case 'delimiter': {
      const marked = plan.starts.length > 0
      const front = marked ? 'Buffer.from(STARTS.map(([, value]) => value)), ' : ''
      return {
        constants: [`const END = Buffer.from([${plan.end.map(hex).join(', ')}])`, MOST_BODY(plan.most)],
        read: `${marked ? MARK_FIRST : ''}const bytes = []
for (;;) {
${marked ? '  const byte = await reader.body(1)\n' : '  const byte = bytes.length === 0 ? await reader.exactly(1) : await reader.body(1)\n  if (byte === null) return null\n'}  bytes.push(byte[0])
  if (END.every((value, k) => bytes[bytes.length - END.length + k] === value)) break
  if (bytes.length > MOST + END.length) throw new RangeError(\`no end within \${MOST} bytes\`)
}
const body = Buffer.from(bytes.slice(0, -END.length))
return ${plan.lines ? 'body.at(-1) === 0x0d ? body.subarray(0, -1) : body' : 'body'}`,
        write: `if (body.includes(END)${plan.lines ? ' || body.at(-1) === 0x0d' : ''}) throw new RangeError('the body contains a delimiter')
socket.write(Buffer.concat([${front}body, ${plan.lines ? 'Buffer.from([0x0d]), END' : 'END'}]))`,
      }
    }
    case 'netstring':
      return {
        constants: [MOST_BODY(plan.most)],
        read: `let digits = ''
for (;;) {
  const byte = digits === '' ? await reader.exactly(1) : await reader.body(1)
  if (byte === null) return null
  const character = byte.toString('latin1')
  if (character === ':' && digits !== '') break
  if (!/^\\d$/.test(character) || digits === '0' || digits.length === 10)
    throw new RangeError(\`\${character} after \${digits} is not a netstring\`)
  digits += character
}
const length = Number(digits)
${CHECK}
const body = await reader.body(length)
if ((await reader.body(1))[0] !== 0x2c) throw new RangeError('no comma after the body')
return body`,
        write: `${TOO_LONG}
socket.write(Buffer.concat([Buffer.from(\`\${body.length}:\`), body, Buffer.from(',')]))`,
      }
    case 'content-length':
      return {
        constants: [MOST_BODY(plan.most)],
        read: `let head = ''
while (!head.endsWith('\\r\\n\\r\\n')) {
  const byte = head === '' ? await reader.exactly(1) : await reader.body(1)
  if (byte === null) return null
  head += byte.toString('latin1')
  if (head.length > 8192) throw new RangeError('a header of more than 8192 bytes')
}
const found = /^content-length[ \\t]*:[ \\t]*(\\d{1,15})[ \\t]*\\r$/im.exec(head)
if (found === null) throw new RangeError('a header without Content-Length')
const length = Number(found[1])
${CHECK}
return reader.body(length)`,
        write: `${TOO_LONG}
socket.write(Buffer.concat([Buffer.from(\`Content-Length: \${body.length}\\r\\n\\r\\n\`), body]))`,
      }
  }
}

const MARK_FIRST = `const mark = await reader.exactly(STARTS.length)
if (mark === null) return null
check(mark, STARTS, 'start')
`

const headerParts = (plan: HeaderPlan): Parts => {
  const { size, at, width, signed, radix, mask, unit, least, most } = plan
  const marked = plan.starts.length > 0
  const remainder = lengthOfSize(plan, 'body.length', '%')
  return {
    constants: [`const MOST = ${most} // the largest allowed length`],
    read: `const header = await reader.exactly(${size})
if (header === null) return null
${marked ? "check(header, STARTS, 'start')\n" : ''}const length = ${readNumber(plan)}
if (${radix > 0 ? 'Number.isNaN(length) || ' : ''}${least > 0 || signed ? `length < ${least} || ` : ''}length > MOST)
  throw new RangeError(\`a length of \${length}; ${least} to \${MOST} is allowed\`)
return reader.body(${sizeOfLength(plan, 'length')})`,
    write: `const length = ${lengthOfSize(plan, 'body.length')}
if (length > MOST${unit === 1 ? '' : ` || ${remainder}`}) throw new RangeError(\`\${body.length} bytes do not fit a frame\`)
const header = Buffer.alloc(${size})
${
  radix === 0
    ? `header.${method('write', plan)}(${argument('length', plan)}${at > 0 || hasWidth(plan) ? `, ${at}` : ''}${hasWidth(plan) ? `, ${width}` : ''})`
    : `header.write(length.toString(${radix}).padStart(${width}, '0'), ${at}, 'latin1')`
}
${marked ? 'STARTS.forEach(([, value], k) => (header[k] |= value)) // of the length, only bits that do not count\n' : ''}socket.write(Buffer.concat([header, body]))${mask === undefined ? '' : ` // the bits outside the mask ${mask} stay 0`}`,
  }
}

const readNumber = (plan: HeaderPlan): string => {
  const { at, width, radix, mask } = plan
  if (radix > 0) return `parseInt(header.toString('latin1', ${at}, ${at + width}), ${radix})`
  const read = `header.${method('read', plan)}(${hasWidth(plan) ? `${at}, ${width}` : at > 0 ? at : ''})`
  if (width === 8) return `Number(${read}${mask === undefined ? '' : ` & 0x${mask}n`})`
  // >>> 0: bit operators give a signed number
  return mask === undefined ? read : `(${read} & 0x${mask}) >>> 0`
}

/** Node has separate methods for 1, 2, 4 and 8 bytes; for other widths, the method takes the width. */
const hasWidth = ({ width }: HeaderPlan): boolean => ![1, 2, 4, 8].includes(width)

const method = (verb: 'read' | 'write', plan: HeaderPlan): string => {
  const { width, littleEndian, signed } = plan
  const sign = signed ? '' : 'U'
  const order = width === 1 ? '' : littleEndian ? 'LE' : 'BE'
  if (width === 8) return `${verb}Big${signed ? '' : 'U'}Int64${order}`
  return hasWidth(plan) ? `${verb}${sign}Int${order}` : `${verb}${sign}Int${8 * width}${order}`
}

const argument = (text: string, { width }: HeaderPlan): string => (width === 8 ? `BigInt(${text})` : text)

const hex = (byte: number): string => `0x${byte.toString(16).padStart(2, '0')}`

const indent = (text: string): string => text.replace(/^(?=.)/gm, '  ')

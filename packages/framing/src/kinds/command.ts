// `command:…`: lines of text, some of which announce how many bytes follow: NATS, memcached, Beanstalk.
import { HeadCutter, agreedLength, wrongHead, type BodyRule, type BodyScan } from '../cutters/head-cutter.ts'
import type { Kind } from './kind.ts'
import { printBytes } from '../frames/escapes.ts'
import { sayByte } from '../spec/marks.ts'
import type { CommandSpec } from '../spec/spec.ts'

const CRLF = [0x0d, 0x0a]

const EXAMPLES = ['PUB', 'PUB|MSG', 'set=4']

/** The first words, in capitals, of lines with a payload, and which word after them gives the payload's size. */
type Verbs = ReadonlyMap<string, number | undefined>

class CommandCutter extends HeadCutter {
  protected override readonly isOneLine = true
  protected override readonly begins = { test: () => true, says: 'a line' }
  readonly #verbs: Verbs
  readonly #plain: ReadonlySet<string> | undefined

  /** `plain` are the first words of all other lines; any, if it is undefined. */
  constructor(verbs: Verbs, plain: ReadonlySet<string> | undefined, max: number) {
    super(max)
    this.#verbs = verbs
    this.#plain = plain
  }

  protected override readHead(line: string): BodyRule {
    const [verb = '', ...words] = line.trim().split(/[ \t]+/)
    const key = verb.toUpperCase()
    if (!this.#verbs.has(key) && this.#plain !== undefined && !this.#plain.has(key))
      return wrongHead('HEADER_INVALID', line.trimEnd(), [...this.#verbs.keys(), ...this.#plain].join(', '))
    if (!this.#verbs.has(key)) return { is: 'sized', size: 0, trailer: line.endsWith('\r\n') ? 2 : 1 }
    const place = this.#verbs.get(key) ?? words.length
    const counted = words[place - 1] ?? ''
    const size = agreedLength([counted])
    if (size === undefined) return wrongHead('LENGTH_INVALID', counted, `a number of bytes after ${verb}`)
    return { is: 'scanned', scan: scanPayload(size), size: size + CRLF.length }
  }
}

/** Skips `size` bytes, which `\r\n` must follow. */
function scanPayload(size: number): BodyScan {
  let left = size
  let matched = 0
  return {
    trailer: CRLF.length,
    next(chunk, from) {
      const skip = Math.min(left, chunk.length - from)
      left -= skip
      for (let at = from + skip; at < chunk.length; at++) {
        if (chunk[at] !== CRLF[matched])
          return { code: 'DELIMITER_MISSING', facts: { value: sayByte(chunk[at]), limit: '0x0d 0x0a' }, at }
        matched++
        if (matched === CRLF.length) return at + 1
      }
      return -1
    },
  }
}

/**
 *     command:PUB
 *     +--------+------+     +-----------+------+-----------+------+
 *     |  PING  | \r\n |     |  PUB a 5  | \r\n |   hello   | \r\n |     trailer = the last line end
 *     +--------+------+     +-----------+------+-----------+------+
 */
export const command: Kind<CommandSpec> = {
  grammar: {
    says: 'lines; some announce how many bytes and a line end follow (NATS, memcached)',
    argument: {
      name: 'verbs',
      type: { is: 'delimiters', examples: EXAMPLES },
      says: 'first words of lines with a payload, separated by |; set=4 if the 4th word after set, not the last word, is its size',
    },
    keys: [
      {
        name: 'plain',
        type: { is: 'delimiters', examples: ['PING|PONG'] },
        says: 'first words of all other lines, separated by |; without it they may be any',
      },
    ],
  },
  check(spec) {
    const bad = spec.verbs.find((verb) => !/^[^\s=]+(=[1-9]\d?)?$/.test(verb))
    if (bad === undefined) return undefined
    const message = `“${printBytes(bad)}” is not a command: it must be a word, or a word and a place like set=4.`
    return { word: 'verbs', message, expected: EXAMPLES }
  },
  cutter: (spec, max) =>
    new CommandCutter(
      verbsOf(spec),
      spec.plain && new Set(spec.plain.map((word) => word.toUpperCase())),
      max,
    ),
  fields(_spec, frame) {
    const end = frame.indexOf(0x0a) + 1
    const text = String.fromCharCode(...frame.subarray(0, Math.min(end, 65_536))).trimEnd()
    return end === 0 ? [] : [{ name: 'command', start: 0, end, value: text, text }]
  },
  sentence: (spec) =>
    `A frame is a line. A line that begins with ${[...verbsOf(spec).keys()].join(' or ')} says how many more bytes follow it, and then \\r\\n.`,
  diagram: () => [
    { name: 'command', size: undefined, role: 'length' },
    { name: 'payload', size: undefined, role: 'body' },
    { name: '\\r\\n', size: 2, role: 'trailer' },
  ],
}

function verbsOf({ verbs }: CommandSpec): Verbs {
  return new Map(
    verbs.map((verb) => {
      const [word = '', place] = verb.split('=')
      return [word.toUpperCase(), place === undefined ? undefined : Number(place)]
    }),
  )
}

// `telnet`: text and commands. Source: RFC 854, "TELNET command structure"; RFC 855 for subnegotiation.
import { Cutter } from '../cutters/cutter.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'
import type { Kind } from './kind.ts'
import type { TelnetSpec } from '../spec/spec.ts'

const LF = 0x0a
const SE = 0xf0
const SB = 0xfa
const WILL = 0xfb
const DONT = 0xfe
const IAC = 0xff

/** What comes next: text, the byte after IAC, an option, the parameters of SB, the byte after an IAC in them. */
type State = 'text' | 'command' | 'option' | 'parameters' | 'ending'

class TelnetCutter extends Cutter {
  readonly #max: number
  #state: State = 'text'

  constructor(max: number) {
    super()
    this.#max = max
  }

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    const last = out.count + most
    let pos = from
    while (pos < chunk.length && out.count < last) {
      if (base + pos - this.frameStart >= this.#max)
        return this.fail('FRAME_TOO_LONG', pos, { limit: this.#max })
      const byte = chunk[pos++] as number
      const end = base + pos
      if (this.#state === 'text') this.#text(byte, end, out)
      else if (this.#step(byte, end, out)) this.#give(end, 0, out)
    }
    return pos
  }

  /** The stream's end ends a prompt that waits for an answer. */
  override finish(offset: number, out: FrameColumns): boolean {
    if (this.#state !== 'text') return false
    this.#give(offset, 0, out)
    return true
  }

  /** Removes the doubling of 255 in text; a command is given as it is. */
  override decode(frame: Uint8Array, header: number, trailer: number): Uint8Array {
    const body = frame.subarray(header, frame.length - trailer)
    if (body[0] === IAC && body[1] !== IAC) return body
    const text = new Uint8Array(body.length)
    let length = 0
    for (let index = 0; index < body.length; index++) {
      text[length++] = body[index] as number
      if (body[index] === IAC) index++
    }
    return text.subarray(0, length)
  }

  #text(byte: number, end: number, out: FrameColumns): void {
    if (byte === IAC) this.#state = 'command'
    else if (byte === LF) this.#give(end, 1, out)
  }

  /** Whether the byte before `end` ends a command. */
  #step(byte: number, end: number, out: FrameColumns): boolean {
    switch (this.#state) {
      case 'command':
        return this.#command(byte, end, out)
      case 'parameters':
        if (byte === IAC) this.#state = 'ending'
        return false
      case 'ending':
        this.#state = 'parameters'
        return byte === SE
      default:
        return true
    }
  }

  #command(byte: number, end: number, out: FrameColumns): boolean {
    // IAC twice is a byte of text.
    if (byte === IAC) {
      this.#state = 'text'
      return false
    }
    if (end - 2 > this.frameStart) this.#give(end - 2, 0, out)
    if (byte === SB) this.#state = 'parameters'
    else if (byte >= WILL && byte <= DONT) this.#state = 'option'
    else return true
    return false
  }

  #give(end: number, trailer: number, out: FrameColumns): void {
    out.push(this.frameStart, end, 0, trailer)
    this.frameStart = end
    this.#state = 'text'
  }
}

/**
 *     +----------------+-----+----------+-----+----+--------------+-----+----+
 *     | text up to \\n  | ff  | fb … fe  |  …  | ff | fa          … | ff  | f0 |     text; IAC WILL option; IAC SB … IAC SE
 *     +----------------+-----+----------+-----+----+--------------+-----+----+
 */
export const telnet: Kind<TelnetSpec> = {
  grammar: { says: 'Telnet: lines of text, and commands between them', keys: [] },
  cutter: (_spec, max) => new TelnetCutter(max),
  fields(_spec, frame) {
    const [first, second, option] = frame
    if (first !== IAC || second === undefined || second === IAC) return []
    const text = COMMANDS[second] ?? `command ${second}`
    return [
      { name: 'command', start: 0, end: 2, value: second, text },
      ...(option === undefined || second < SB
        ? []
        : [{ name: 'option', start: 2, end: 3, value: option, text: String(option) }]),
    ]
  },
  sentence: () =>
    'A frame is text up to \\n or up to a command, or it is one command: FF and its bytes. FF FF is one byte of text.',
  diagram: () => [{ name: 'text or one command', size: undefined, role: 'body' }],
}

const COMMANDS: Readonly<Record<number, string>> = {
  241: 'NOP',
  242: 'data mark',
  243: 'break',
  244: 'interrupt process',
  245: 'abort output',
  246: 'are you there',
  247: 'erase character',
  248: 'erase line',
  249: 'go ahead',
  250: 'SB',
  251: 'WILL',
  252: "WON'T",
  253: 'DO',
  254: "DON'T",
}

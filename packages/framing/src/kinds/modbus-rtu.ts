// `modbus-rtu`: Modbus as serial lines carry it, over TCP. Only silence ends its frames there, which TCP does not keep; here the CRC
// tells which of the lengths that the function may have is the right one. Sources: MODBUS Application Protocol 1.1b3, section 6;
// MODBUS over Serial Line 1.02, 2.5.1.
import { modbusCrc } from '../spec/checksums.ts'
import { Cutter } from '../cutters/cutter.ts'
import { encodeError } from '../frames/errors.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'
import type { Kind } from './kind.ts'
import type { ModbusRtuSpec } from '../spec/spec.ts'

/** An address, a function, data and a CRC: at most 256 bytes. */
const LONGEST = 256
const SHORTEST = 4
const CRC_BYTES = 2

class ModbusRtuCutter extends Cutter {
  readonly #longest: number
  readonly #frame = new Uint8Array(LONGEST)
  #length = 0
  #crc = 0xffff

  constructor(max: number) {
    super()
    this.#longest = Math.min(max, LONGEST)
  }

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    const last = out.count + most
    let pos = from
    while (pos < chunk.length && out.count < last) {
      if (this.#length === 0) this.frameStart = base + pos
      const byte = chunk[pos++] as number
      this.#frame[this.#length++] = byte
      this.#crc = modbusCrc(this.#crc, byte)
      const sizes = sizesOf(this.#frame.subarray(0, this.#length))
      if (this.#crc === 0 && isOneOf(sizes, this.#length)) {
        out.push(this.frameStart, base + pos, 2, CRC_BYTES)
        this.frameStart = base + pos
        this.#length = 0
        this.#crc = 0xffff
      } else if (this.#length >= Math.min(this.#longest, longestOf(sizes)))
        return this.fail('CHECKSUM_WRONG', pos, { limit: 'modbus' })
    }
    return pos
  }
}

/** How many bytes a frame may have: of the request and of the answer. `any`: every size; NaN: a byte that says it is not there. */
type Sizes = readonly number[] | 'any'

const isOneOf = (sizes: Sizes, length: number): boolean =>
  sizes === 'any' ? length >= SHORTEST : sizes.includes(length)

const longestOf = (sizes: Sizes): number =>
  sizes === 'any' || sizes.some(Number.isNaN) ? LONGEST : Math.max(...sizes)

function sizesOf(frame: Uint8Array): Sizes {
  const at = (index: number): number => frame[index] ?? NaN
  const code = frame[1]
  if (code === undefined) return [NaN]
  // An exception: its code alone.
  if (code >= 0x80) return [5]
  switch (code) {
    case 1:
    case 2:
    case 3:
    case 4:
      return [8, 5 + at(2)]
    case 5:
    case 6:
    case 8:
      return [8]
    case 7:
      return [4, 5]
    case 11:
      return [4, 8]
    case 12:
    case 17:
      return [4, 5 + at(2)]
    case 15:
    case 16:
      return [8, 9 + at(6)]
    case 20:
    case 21:
      return [5 + at(2)]
    case 22:
      return [10]
    case 23:
      return [13 + at(10), 5 + at(2)]
    case 24:
      return [6, 6 + at(2) * 256 + at(3)]
    default:
      return 'any'
  }
}

/**
 *     +---------+----------+------+-----+
 *     | address | function | data | CRC |     at most 256 bytes
 *     |    1    |    1     |      |  2  |
 *     +---------+----------+------+-----+
 */
export const modbusRtu: Kind<ModbusRtuSpec> = {
  grammar: { says: 'Modbus RTU over TCP: the CRC tells which length is right', keys: [] },
  cutter: (_spec, max) => new ModbusRtuCutter(max),
  encode: () => ({
    ok: false,
    error: encodeError('NO_ENCODER', { value: 'Modbus RTU, whose data says its size' }),
  }),
  fields(_spec, [address, code]) {
    if (address === undefined || code === undefined) return []
    return [
      { name: 'address', start: 0, end: 1, value: address, text: String(address) },
      { name: 'function', start: 1, end: 2, value: code, text: String(code) },
    ]
  },
  sentence: () =>
    'A frame is an address, a function, data and a CRC. Of the lengths that the function may have, as a request or as an answer, the one whose CRC is right counts.',
  diagram: () => [
    { name: 'address', size: 1, role: 'header' },
    { name: 'function', size: 1, role: 'header' },
    { name: 'data', size: undefined, role: 'body' },
    { name: 'CRC', size: 2, role: 'trailer' },
  ],
}

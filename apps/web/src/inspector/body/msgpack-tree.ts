// MessagePack as rows: maps with any keys in their order, bin, ext, whole 64-bit numbers, timestamps to the nanosecond.
import {
  DecodeError,
  Decoder,
  decodeTimestampToTimeSpec,
  EXT_TIMESTAMP,
  ExtData,
  ExtensionCodec,
} from '@msgpack/msgpack'
import { firstFailing } from './shortest-failing-prefix.ts'
import { RowMaker, type TreeError, type TreeResult } from './tree-rows.ts'

class Timestamp {
  constructor(readonly text: string) {}
}

const extensionCodec = new ExtensionCodec()
extensionCodec.register({
  type: EXT_TIMESTAMP,
  encode: () => null,
  decode: (data) => {
    const { sec, nsec } = decodeTimestampToTimeSpec(data)
    return new Timestamp(timeText(sec, nsec))
  },
})

/** `2026-11-24T06:00:00.000000001Z`; seconds beyond the range of a Date are printed as a number. */
const timeText = (seconds: number, nanoseconds: number): string => {
  const date = new Date(seconds * 1_000)
  if (Number.isNaN(date.getTime())) return `${seconds} s ${nanoseconds} ns`
  const fraction = nanoseconds === 0 ? '' : `.${String(nanoseconds).padStart(9, '0')}`
  return `${date.toISOString().slice(0, -5)}${fraction}Z`
}

/** Decodes and keeps map keys separately, because an object's own keys are only strings and lose their order. */
const decoderOf = (size: number, keys: unknown[]): Decoder =>
  new Decoder({
    extensionCodec,
    useBigInt64: true,
    // Every value takes at least one byte, so no room is reserved for a larger count.
    maxArrayLength: size,
    maxMapLength: size,
    mapKeyConverter: (key) => {
      keys.push(key)
      return `k${keys.length - 1}`
    },
  })

/** All values, one after another. There may be only one. */
export const msgpackTree = (bytes: Uint8Array): TreeResult => {
  const keys: unknown[] = []
  const values: unknown[] = []
  const error = decodeInto(bytes, keys, values)
  const maker = new RowMaker()
  for (const [index, value] of values.entries()) {
    if (maker.cut) break
    addRows(maker, values.length > 1 ? `value ${index + 1}:` : '', value, keys)
  }
  return { rows: maker.rows, cut: maker.cut, error }
}

/** Whether the bytes are exactly one map or array, to the last byte. */
export const isOneGroup = (bytes: Uint8Array): boolean => {
  const values: unknown[] = []
  return decodeInto(bytes, [], values) === undefined && values.length === 1 && isGroup(values[0])
}

const isGroup = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !(value instanceof Uint8Array || value instanceof ExtData || value instanceof Timestamp)

const decodeInto = (bytes: Uint8Array, keys: unknown[], values: unknown[]): TreeError | undefined => {
  if (bytes.length === 0) return { code: 'MSGPACK_CUT', offset: 0, text: 'There are no bytes.' }
  try {
    for (const value of decoderOf(bytes.length, keys).decodeMulti(bytes)) values.push(value)
    return undefined
  } catch (error) {
    return errorOf(bytes, error)
  }
}

const errorOf = (bytes: Uint8Array, error: unknown): TreeError => {
  if (error instanceof RangeError)
    return { code: 'MSGPACK_CUT', offset: bytes.length, text: 'The bytes end inside a value.' }
  if (!(error instanceof DecodeError)) throw error
  const offset = firstFailing(bytes.length, (size) => isRefused(bytes.subarray(0, size), bytes.length)) - 1
  if (error.message.includes('Unrecognized type byte'))
    return {
      code: 'MSGPACK_BYTE',
      offset,
      text: 'No value begins with the byte c1: the format never uses it.',
    }
  if (error.message.includes('Max length'))
    return {
      code: 'MSGPACK_COUNT',
      offset,
      text: 'The count that ends here claims more values than there are bytes.',
    }
  return { code: 'MSGPACK_REFUSED', offset, text: `${error.message}.` }
}

/** Whether a prefix is refused because of its content, and not only because it ends. */
const isRefused = (prefix: Uint8Array, size: number): boolean => {
  try {
    const values = decoderOf(size, []).decodeMulti(prefix)
    while (values.next().done !== true);
    return false
  } catch (error) {
    return !(error instanceof RangeError)
  }
}

/** A value still to be printed; `close` ends the group opened last. */
type Step = { readonly key: string; readonly value: unknown } | { readonly close: string }

/** Uses its own stack, so a hostile depth uses no call stack. */
const addRows = (maker: RowMaker, key: string, value: unknown, keys: readonly unknown[]): void => {
  const steps: Step[] = [{ key, value }]
  for (let step = steps.pop(); step && !(maker.cut && 'key' in step); step = steps.pop()) {
    if ('close' in step) {
      maker.close(step.close)
    } else if (isGroup(step.value)) {
      const members = membersOf(step.value, keys)
      maker.open(step.key)
      steps.push({ close: Array.isArray(step.value) ? `[${members.length}]` : `{${members.length}}` })
      steps.push(...members.reverse())
    } else {
      const [text, tone] = textOf(step.value)
      maker.value(step.key, text, tone)
    }
  }
}

const membersOf = (value: unknown, keys: readonly unknown[]): { key: string; value: unknown }[] =>
  Array.isArray(value)
    ? value.map((each: unknown, index) => ({ key: `${index}:`, value: each }))
    : Object.entries(value ?? {}).map(([place, each]: [string, unknown]) => ({
        key: `${keyText(keys[Number(place.slice(1))])}:`,
        value: each,
      }))

/** A key in one line, even if the key is itself a group. */
const keyText = (key: unknown): string => {
  if (!isGroup(key)) return textOf(key)[0]
  return Array.isArray(key) ? `[${key.length} values as a key]` : '{a map as a key}'
}

const textOf = (value: unknown): [text: string, tone: 'text' | 'number' | 'word' | 'bytes'] => {
  if (value === null || value === undefined) return ['nil', 'word']
  if (typeof value === 'string') return [JSON.stringify(value), 'text']
  if (typeof value === 'boolean') return [String(value), 'word']
  if (typeof value === 'number') return [Object.is(value, -0) ? '-0' : String(value), 'number']
  if (typeof value === 'bigint') return [String(value), 'number']
  if (value instanceof Timestamp) return [`timestamp ${value.text}`, 'bytes']
  if (value instanceof Uint8Array) return [`bin(${value.length}) ${hexOf(value)}`, 'bytes']
  if (value instanceof ExtData) {
    const data = typeof value.data === 'function' ? value.data(0) : value.data
    return [`ext(${value.type}, ${data.length} B) ${hexOf(data)}`, 'bytes']
  }
  throw new TypeError(`no MessagePack value: ${typeof value}`)
}

const MOST_HEX = 64

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, MOST_HEX), (byte) => byte.toString(16).padStart(2, '0')).join(' ') +
  (bytes.length > MOST_HEX ? ' …' : '')

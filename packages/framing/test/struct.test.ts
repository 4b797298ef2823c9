// Struct against CPython: vectors that it made (vectors/make-struct-vectors.py) and, if python3 is installed, random
// formats and values compared live. Bytes, values and error sentences must be equal.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  calcsize,
  iterUnpack,
  pack,
  packInto,
  StructError,
  unpack,
  unpackFrom,
  type PackValue,
  type StructValue,
} from '../src/index.ts'
import { hex } from './every-cut.ts'

type Value = Readonly<Record<string, string | boolean>> | null

interface Case {
  readonly op: string
  readonly format: string
  readonly values?: readonly Value[]
  readonly hex?: string
  readonly offset?: number
}

interface Answer {
  readonly hex?: string
  readonly size?: string
  readonly error?: string
  readonly values?: readonly Value[]
}

const MAKER = new URL('../vectors/make-struct-vectors.py', import.meta.url).pathname

test('struct packs, unpacks and refuses the same as CPython', () => {
  const lines = readFileSync(new URL('../vectors/struct.jsonl', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
  expect(lines.length).toBeGreaterThan(5000)
  for (const line of lines) {
    const { answer, ...given } = JSON.parse(line) as Case & { readonly answer: Answer }
    compare(given, answer.size === undefined ? answer : { size: sizeOf(Number(answer.size)) })
  }
})

test('20,000 random cases give the same results as python3', ({ skip }) => {
  const seed = 20_260_101
  const cases = randomCases(seed, 20_000)
  const input = cases.map((each) => JSON.stringify(each)).join('\n')
  const python = spawnSync('python3', [MAKER, '--answer'], { input, encoding: 'utf8', maxBuffer: 2 ** 28 })
  if (python.error !== undefined && 'code' in python.error && python.error.code === 'ENOENT')
    skip('python3 is not there, so nothing was compared live')
  const answers = python.stdout.trimEnd().split('\n')
  expect(answers.length, python.stderr).toBe(cases.length)
  cases.forEach((given, index) => {
    compare(given, JSON.parse(answers[index] ?? '') as Answer)
  })
  console.log(`struct: ${cases.length} random cases compared with python3, seed ${seed}`)
})

function compare(given: Case, answer: Answer): void {
  const mine = answerOf(given)
  if (JSON.stringify(mine) !== JSON.stringify(answer)) expect(mine, JSON.stringify(given)).toEqual(answer)
}

function answerOf({ op, format, values = [], hex: text = '', offset = 0 }: Case): Answer {
  try {
    switch (op) {
      case 'calcsize':
        return { size: sizeOf(calcsize(format)) }
      case 'pack':
        return { hex: toHex(pack(format, ...values.map(toJs))) }
      case 'packInto': {
        const target = hex(text)
        packInto(format, target, offset, ...values.map(toJs))
        return { hex: toHex(target) }
      }
      case 'unpackFrom':
        return { values: fromJs(format, unpackFrom(format, hex(text), offset)) }
      case 'iterUnpack':
        return { values: [...iterUnpack(format, hex(text))].flatMap((row) => fromJs(format, row)) }
      default:
        return { values: fromJs(format, unpack(format, hex(text))) }
    }
  } catch (error) {
    if (error instanceof StructError) return { error: error.message }
    throw error
  }
}

/** Sizes are numbers here; beyond 2⁵³, the nearest one. */
function sizeOf(size: number): string {
  return BigInt(size).toString()
}

/** Python's ints become bigints, which every integer code accepts; its floats become numbers. */
function toJs(value: Value): PackValue {
  if (value === null) return null
  const [[kind, given] = ['', '']] = Object.entries(value)
  if (kind === 'bool') return Boolean(given)
  const text = String(given)
  if (kind === 'int') return BigInt(text)
  if (kind === 'bytes') return hex(text)
  return kind === 'float' ? floatOf(text) : text
}

/** `float.hex()` of Python, or nan, inf, -inf. */
function floatOf(text: string): number {
  const match = /^(-?)0x([01])\.([0-9a-f]+)p([+-]\d+)$/.exec(text)
  if (match === null) return text === 'nan' ? NaN : text.startsWith('-') ? -Infinity : Infinity
  const [, sign, whole = '0', fraction = '', exponent = '0'] = match
  const mantissa = Number(BigInt(`0x${whole}${fraction}`)) / 16 ** fraction.length
  const size = mantissa * 2 ** Number(exponent)
  return sign === '-' ? -size : size
}

function fromJs(format: string, values: readonly StructValue[]): Value[] {
  const floats = /[efd]/.test(format)
  return values.map((value): Value => {
    if (typeof value === 'boolean') return { bool: value }
    if (typeof value === 'bigint') return { int: String(value) }
    if (value instanceof Uint8Array) return { bytes: toHex(value) }
    return floats && isFloatSlot(format) ? { float: pythonHex(value) } : { int: String(value) }
  })
}

/** The random formats never mix floats and integers, so the format says which of them a number is. */
function isFloatSlot(format: string): boolean {
  return !/[bBhHiIlL]/.test(format.replace(/^[@=<>!]/, ''))
}

/** Python's `float.hex()`. */
function pythonHex(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  const bits = view.getBigUint64(0)
  const sign = bits >> 63n === 1n ? '-' : ''
  const exponent = Number((bits >> 52n) & 0x7ffn)
  const fraction = (bits & 0xfffffffffffffn).toString(16).padStart(13, '0')
  if (exponent === 0 && /^0+$/.test(fraction)) return `${sign}0x0.0p+0`
  const power = exponent === 0 ? -1022 : exponent - 1023
  return `${sign}0x${exponent === 0 ? 0 : 1}.${fraction}p${power < 0 ? '' : '+'}${power}`
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

/** Formats of one to six items, with values that fit, values just too large, and values of the wrong type. */
function randomCases(seed: number, count: number): Case[] {
  let state = seed
  const next = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
  const pick = (from: string) => from.charAt(next(from.length))
  const bytes = (length: number) =>
    Array.from({ length }, () => next(256).toString(16).padStart(2, '0')).join('')
  const integer = (bits: number, signed: boolean): Value => {
    let value = 0n
    for (let word = 0; word < 3; word++) value = (value << 32n) | BigInt(next(2 ** 32))
    value = BigInt.asUintN(next(30) === 0 ? bits + 2 : next(bits + 1), value)
    return { int: String(signed && next(2) === 0 ? -value : value) }
  }
  const float = (): Value => {
    const mantissa = (next(2 ** 31) / 2 ** 30) * (next(2) === 0 ? 1 : -1)
    return { float: pythonHex(mantissa * 2 ** (next(4) === 0 ? next(400) - 200 : next(40) - 20)) }
  }
  const wrong: readonly Value[] = [
    null,
    { str: 'x' },
    { bytes: '61' },
    { bool: true },
    { float: pythonHex(1.5) },
  ]
  const sizes: Readonly<Record<string, number>> = { b: 8, h: 16, i: 32, l: 64, q: 64, n: 64 }
  return Array.from({ length: count }, () => {
    const order = pick('@=<>!') + (next(8) === 0 ? ' ' : '')
    const codes =
      next(3) === 0 ? 'efdxcsp?' : order.startsWith('@') ? 'bBhHiIlLqQnNP?xcsp' : 'bBhHiIlLqQ?xcsp'
    let format = next(9) === 0 ? order.replace(/./, '') : order
    if (!/^[@=<>!]/.test(format) && /[nNP]/.test(codes)) format = `@${format}`
    const values: Value[] = []
    const items = 1 + next(6)
    for (let item = 0; item < items; item++) {
      const code = pick(codes)
      const repeat = next(3) === 0 ? next(5) + (code === 'p' ? 1 : 0) : 1
      format += `${repeat === 1 && next(2) === 0 ? '' : repeat}${code}`
      for (let value = 0; value < (code === 'x' ? 0 : 'sp'.includes(code) ? 1 : repeat); value++) {
        const low = code.toLowerCase()
        if (next(60) === 0) values.push(wrong[next(wrong.length)] ?? null)
        else if (low in sizes) values.push(integer(sizes[low] ?? 64, code === low || next(40) === 0))
        else if (code === 'P') values.push(integer(64, next(9) === 0))
        else if (code === '?') values.push({ bool: next(2) === 0 })
        else if (code === 'c') values.push({ bytes: bytes(1) })
        else if ('sp'.includes(code)) values.push({ bytes: bytes(next(7)) })
        else values.push(float())
      }
    }
    if (next(40) === 0) values.pop()
    if (next(2) === 0) return { op: 'pack', format, values }
    let size = 0
    try {
      size = calcsize(format)
    } catch (error) {
      if (!(error instanceof StructError)) throw error
    }
    return { op: 'unpack', format, hex: bytes(next(40) === 0 ? size + 1 : size) }
  })
}

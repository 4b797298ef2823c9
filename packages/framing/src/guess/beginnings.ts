// Refuses presets by a stream's first bytes, before a framer is made: most of them end here.
import type { Direction } from '../frames/framer.ts'
import { fits, type Mark, markOf } from '../spec/marks.ts'
import { PRESET_TEXTS, type PresetName } from '../presets/preset-texts.ts'
import type { Heard } from './evidence.ts'
import type { FramingSpec } from '../spec/spec.ts'
import { tellOf } from '../presets/preset-tells.ts'
import type { Side } from './side.ts'

/** As many bytes as a tell looks at. */
const LOOKED_AT = 80

interface Beginning {
  /** Marks of prefaces, one of which may come first; `isAny` if one may have any bytes. */
  readonly prefaces: readonly Mark[]
  readonly isAny: boolean
  readonly starts: Mark
}

const known = new Map<string, Beginning>()

/** Reads the marks from a preset's text, because parsing all presets would take longer than all else that is done with them. */
export const beginningOf = (name: PresetName, direction: Direction): Beginning => {
  const key = `${direction} ${name}`
  const found = known.get(key)
  if (found !== undefined) return found
  const parts = PRESET_TEXTS[name].split(' then ')
  const main = parts.pop()
  const prefaces = parts.filter((part) => (valueIn(part, 'side') ?? direction) === direction)
  const marks = prefaces.map((part) => valueIn(part, 'if'))
  const made: Beginning = {
    prefaces: marks.map(markOf),
    isAny: marks.includes(undefined),
    starts: markOf(valueIn(main, 'starts')),
  }
  known.set(key, made)
  return made
}

/** What follows `,key=`. */
const valueIn = (part: string | undefined, key: string): string | undefined => {
  const at = part?.indexOf(`,${key}=`) ?? -1
  return at < 0 ? undefined : part?.slice(at + key.length + 2).split(',', 1)[0]
}

/** Whether any stream of a side begins as a preset's may. */
export const mayBegin = (name: PresetName, side: Side, direction: Direction): boolean => {
  const { heards } = side
  const pattern = tellOf(name)?.each ?? tellOf(name)?.[direction]
  const isTold = ({ bytes }: Heard) =>
    pattern === undefined || pattern.test(String.fromCharCode(...bytes.subarray(0, LOOKED_AT)))
  const { prefaces, isAny, starts } = beginningOf(name, direction)
  if (isAny) return true
  return heards.some((heard) => {
    const { bytes } = heard
    if (prefaces.some((mark) => beginsLike(mark, bytes))) return true
    if (!beginsLike(starts, bytes)) return false
    return isTold(heard)
  })
}

/** How streams of kinds begin that check what they read. */
const KINDS: Readonly<Partial<Record<FramingSpec['kind'], RegExp>>> = {
  http1: /^[!#$%&'*+.^_`|~\w-]+(?: |$)|^HTTP\/|^[\r\n]/,
  json: /^[\s\x1e]*[{["\dtfn-]/,
  netstring: /^\d{1,9}(?::|$)/,
  resp: /^[*$+:>,#_~%(!=|-]/,
  'content-length': /^[!#$%&'*+.^_`|~\w -]+[:\r\n /]|^[\r\n]/,
  stomp: /^[\r\n]*[A-Z]+\r?\n/,
  fix: /^8=FIX/,
}

/** Whether any stream of a side begins as a kind's may; kinds that take any bytes always do. */
export const kindMayBegin = (kind: FramingSpec['kind'], { heards }: Side): boolean => {
  const pattern = KINDS[kind]
  return (
    pattern === undefined ||
    heards.some(({ bytes }) => pattern.test(String.fromCharCode(...bytes.subarray(0, LOOKED_AT))))
  )
}

/** A stream that is shorter than a mark may go on like it. */
const beginsLike = (mark: Mark, bytes: Uint8Array): boolean => {
  const end = Math.min(mark.length, bytes.length)
  for (let at = 0; at < end; at += 1) if (!fits(mark[at], bytes[at])) return false
  return true
}

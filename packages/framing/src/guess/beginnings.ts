// Refuses presets by a stream's first bytes, before a framer is made: most of them end here.
import { compositionOf, mainSpec } from '../composition.ts'
import type { Direction } from '../framer.ts'
import { fits, type Mark, markOf } from '../marks.ts'
import type { PresetName } from '../preset-texts.ts'
import type { Side } from './side.ts'
import { TELLS } from './tells.ts'

/** As many bytes as a tell looks at. */
const LOOKED_AT = 40

interface Beginning {
  /** Marks of prefaces, one of which may come first; `isAny` if one may have any bytes. */
  readonly prefaces: readonly Mark[]
  readonly isAny: boolean
  readonly starts: Mark
}

const known = new Map<string, Beginning>()

const beginningOf = (name: PresetName, direction: Direction): Beginning => {
  const key = `${direction} ${name}`
  const found = known.get(key)
  if (found !== undefined) return found
  const spec = { kind: 'preset', name } as const
  const prefaces = compositionOf(spec).prefaces.filter(({ side }) => side === undefined || side === direction)
  const main = mainSpec(spec)
  const made: Beginning = {
    prefaces: prefaces.map((preface) => markOf(preface.if)),
    isAny: prefaces.some((preface) => preface.if === undefined),
    starts: markOf('starts' in main ? main.starts : undefined),
  }
  known.set(key, made)
  return made
}

/** Whether any stream of a side begins as a preset's may. */
export const mayBegin = (name: PresetName, { heards }: Side, direction: Direction): boolean => {
  const { prefaces, isAny, starts } = beginningOf(name, direction)
  if (isAny) return true
  const pattern = TELLS[name]?.each ?? TELLS[name]?.[direction]
  return heards.some(({ bytes }) => {
    if (prefaces.some((mark) => beginsLike(mark, bytes))) return true
    if (!beginsLike(starts, bytes)) return false
    return pattern === undefined || pattern.test(String.fromCharCode(...bytes.subarray(0, LOOKED_AT)))
  })
}

/** A stream that is shorter than a mark may go on like it. */
const beginsLike = (mark: Mark, bytes: Uint8Array): boolean => {
  const end = Math.min(mark.length, bytes.length)
  for (let at = 0; at < end; at += 1) if (!fits(mark[at], bytes[at])) return false
  return true
}

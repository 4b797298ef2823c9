// Which preset's messages lie in datagrams. A datagram is a message already, so lengths and delimiters inside need not be found.
import type { Direction } from '../frames/framer.ts'
import { PRESET_NAMES } from '../presets/preset-texts.ts'
import { tried } from './candidate.ts'
import type { Heard } from './evidence.ts'
import { sideOf } from './side.ts'

/** A preset that every datagram fits whole, and how many there are. */
export interface DatagramGuess {
  readonly framing: string
  readonly datagrams: number
}

/** Fewer datagrams than these may fit by chance, unless they are at the protocol's port. */
const ENOUGH = 3

/** `undefined` if no preset is told by its marks in each of these datagrams and ends where they do. */
export const guessDatagrams = (datagrams: readonly Heard[], port?: number): DatagramGuess | undefined => {
  const sides = (['client', 'server'] as const)
    .map((direction) => ({ direction, side: sideOf(datagrams.filter(({ side }) => side === direction)) }))
    .filter(({ side }) => side.bytes > 0)
  if (sides.length === 0 || datagrams.length < ENOUGH) return undefined
  const [best] = PRESET_NAMES.flatMap((name) => {
    const each = sides.map(({ side, direction }) => triedWhole(name, side, direction, port))
    const bits = each.reduce<number>((sum, one) => sum + (one ?? -Infinity), 0)
    return bits > 0 ? [{ framing: name, bits }] : []
  }).sort((a, b) => b.bits - a.bits)
  return best && { framing: best.framing, datagrams: datagrams.length }
}

const triedWhole = (
  name: (typeof PRESET_NAMES)[number],
  side: ReturnType<typeof sideOf>,
  direction: Direction,
  port: number | undefined,
): number | undefined => {
  const { isNamed, bits, fits } = tried({ kind: 'preset', name }, side, direction, port)
  const isWhole = fits.every(
    ({ landed, over, misfits, frames }) => landed === over && misfits === 0 && frames >= over,
  )
  return isNamed && isWhole ? bits : undefined
}

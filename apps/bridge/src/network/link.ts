// The commands that make a namespace's loopback a link like those between machines. Arguments are lists and every
// number in them was parsed: no shell, and no text of a page, is near them.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { NetworkSettings } from '../lab/network-conditions.ts'

/** A program and its arguments. */
export type Command = readonly [program: string, ...args: string[]]

/** Up, with the usual MTU and without offload, which makes super-segments that no wire ever carries. */
export const bringUp: readonly Command[] = [
  ['ip', 'link', 'set', 'lo', 'mtu', '1500', 'up'],
  ['ethtool', '-K', 'lo', 'tso', 'off', 'gso', 'off', 'gro', 'off'],
]

export const setMtu = ({ mtu }: NetworkSettings): Command => ['ip', 'link', 'set', 'lo', 'mtu', String(mtu)]

/**
 * Delay and loss by netem, and the rate by a token bucket (tc-netem(8), tc-tbf(8)); the bucket stands inside netem
 * where there are both. Every packet passes once, whichever way it goes.
 */
export const shape = (settings: NetworkSettings): readonly Command[] => {
  const { rate, delay, loss } = settings
  const bucket = ['tbf', 'rate', `${rate}kbit`, 'burst', String(burstOf(settings)), 'latency', '2s'] as const
  if (delay === 0 && loss === 0) return rate > 0 ? [[...root, ...bucket]] : []
  const netem = ['handle', '1:', 'netem', 'limit', '100000', 'delay', `${delay}ms`, 'loss', `${loss}%`]
  return [[...root, ...netem], ...(rate > 0 ? [[...inside, ...bucket] as const] : [])]
}

/** Fails where the kernel has no netem. */
export const tryNetem: Command = ['tc', 'qdisc', 'replace', 'dev', 'lo', 'root', 'netem']

const root = ['tc', 'qdisc', 'replace', 'dev', 'lo', 'root'] as const
const inside = ['tc', 'qdisc', 'replace', 'dev', 'lo', 'parent', '1:1'] as const

/** Bytes: the largest packet must fit, with its link header; and, at a fast rate, what leaves between two ticks. */
const burstOf = ({ rate, mtu }: NetworkSettings): number =>
  Math.max(mtu + 100, Math.ceil((rate * 1_000) / 8 / TICKS))

/** Timer ticks a second of the usual kernel (CONFIG_HZ). */
const TICKS = 250

const execute = promisify(execFile)

/** Rejects with what the program said. */
export const runCommand = async ([program, ...args]: Command): Promise<void> => {
  await execute(program, args)
}

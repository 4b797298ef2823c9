// The processes below one, from Linux's /proc, and signals to all of them.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { errnoOf } from '../errors.ts'

/**
 * Whether /proc numbers processes as this one does. In a process namespace without a /proc of its own it shows other
 * processes under these numbers (pid_namespaces(7)).
 */
export const showsThisProcess = (): boolean => readlinkSync('/proc/self') === String(process.pid)

/** The process ids below `id`, parents before their children. A process that ends meanwhile may be missing. */
export const descendantsOf = (id: number): readonly number[] => {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = parentOf(name)
    if (parent === undefined) continue
    const known = children.get(parent)
    if (known) known.push(Number(name))
    else children.set(parent, [Number(name)])
  }
  const below = [...(children.get(id) ?? [])]
  // The list grows while it is read.
  for (const each of below) below.push(...(children.get(each) ?? []))
  return below
}

/** `undefined` if it is over: ended, or a zombie that nobody has waited for. */
const parentOf = (id: string): number | undefined => {
  try {
    // The command is in brackets and may contain brackets itself (proc_pid_stat(5)).
    const stat = readFileSync(`/proc/${id}/stat`, 'latin1')
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' || state === 'X' ? undefined : Number(parent)
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return undefined
  }
}

/** A process that has ended meanwhile gets none. */
export const signalAll = (ids: Iterable<number>, signal: NodeJS.Signals): void => {
  for (const id of ids) {
    try {
      process.kill(id, signal)
    } catch (error) {
      if (errnoOf(error) === undefined) throw error
    }
  }
}

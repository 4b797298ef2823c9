// Identifies a process, so that another one can tell whether it still runs. A process id alone is not enough, because the
// system later gives it to another process.
import { readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { errnoOf } from '../errors.ts'

export interface ProcessIdentity {
  readonly pid: number
  /** When it started, in the system's own unit; empty if that cannot be read. */
  readonly started: string
  /** The running system and its process namespace, because the process id has this meaning only there. */
  readonly place: string
}

export const ownIdentity = async (): Promise<ProcessIdentity> => ({
  pid: process.pid,
  started: (await look(process.pid))?.started ?? '',
  place: await ownPlace(),
})

/** `undefined` if it cannot be known from here: in another place, or if the system does not say. */
export const isRunning = async ({ pid, started, place }: ProcessIdentity): Promise<boolean | undefined> => {
  if (place !== (await ownPlace())) return undefined
  if (!exists(pid)) return false
  const found = await look(pid)
  if (!found || started === '') return undefined
  return found.started === started && !found.ended
}

/** A system gets a new id at each boot, and a container has its own process namespace. */
const ownPlace = async (): Promise<string> => {
  const boot = await read('/proc/sys/kernel/random/boot_id')
  return boot === '' ? hostname() : `${boot} ${await namespace()}`
}

const namespace = async (): Promise<string> => {
  try {
    return await readlink('/proc/self/ns/pid')
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return ''
  }
}

const exists = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // EPERM: it runs, and belongs to another user.
    return errnoOf(error) !== 'ESRCH'
  }
}

/** From proc_pid_stat(5): field 3 is the state, 20 the number of threads, 22 the start in ticks since the boot. */
const look = async (pid: number): Promise<{ started: string; ended: boolean } | undefined> => {
  const text = await read(`/proc/${pid}/stat`)
  // The name, in brackets, may contain anything.
  const [state = '', ...fields] = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const threads = Number(fields[16])
  const started = fields[18]
  // A zombie has ended, but its parent has not collected it. Its other threads may still be in a last system call.
  const ended = state === 'X' || (state === 'Z' && threads <= 1)
  return started === undefined ? undefined : { started, ended }
}

/** Empty if there is no such file. */
const read = async (file: string): Promise<string> => {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return ''
  }
}

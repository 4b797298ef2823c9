// A process that runs already: its name, and whether strace may attach to it.
import { readFile } from 'node:fs/promises'
import { programName } from '@unstick/formats'
import { errnoOf, refusal } from '../errors.ts'

/** Throws `PROCESS_UNKNOWN` and `PROCESS_UNTRACEABLE`. */
export const nameOfTraceable = async (pid: number): Promise<string> => {
  const status = await read(`/proc/${pid}/status`)
  if (status === undefined) throw refusal('PROCESS_UNKNOWN', pid)
  const why = await whyNot(status)
  if (why !== undefined) throw refusal('PROCESS_UNTRACEABLE', pid, why)
  const words = (await read(`/proc/${pid}/cmdline`))?.split('\0').filter((word) => word !== '') ?? []
  return words.length > 0 ? programName(words) : (/^Name:\s*(.*)$/m.exec(status)?.[1] ?? String(pid))
}

/** What forbids it, and what allows it (ptrace(2), "Ptrace access mode checking"). */
const whyNot = async (status: string): Promise<string | undefined> => {
  const field = (name: string): number =>
    Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? 0)
  if (field('Tgid') === process.pid) return 'it is Unstick itself'
  const tracer = field('TracerPid')
  if (tracer !== 0) return `process ${tracer} traces it already, and only one can`
  if (process.getuid?.() === 0) return undefined
  if (field('Uid') !== process.getuid?.())
    return 'it belongs to another user; run Unstick as that user, or with sudo'
  const scope = (await read('/proc/sys/kernel/yama/ptrace_scope'))?.trim() ?? '0'
  return scope === '0'
    ? undefined
    : 'this system allows only a parent to trace a process; `sudo sysctl -w kernel.yama.ptrace_scope=0` allows it until the next restart'
}

const read = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return undefined
  }
}

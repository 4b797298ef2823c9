// Whether strace is here and may trace, tried out on a program that ends at once.
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { errnoOf, refusal } from '../errors.ts'
import { straceCommand } from './strace-command.ts'

/** Throws `TRACER_MISSING` and `TRACER_FORBIDDEN`. */
export const mustTrace = async (path: string): Promise<void> => {
  const [program = '', ...words] = straceCommand({ command: ['true'] }, '/dev/null')
  const { errno, complaint } = await failureOf(program, words, path)
  if (errno === 'ENOENT' || errno === 'EACCES') throw refusal('TRACER_MISSING')
  if (errno !== undefined) throw refusal('TRACER_FORBIDDEN', complaint, await remedy(complaint))
}

interface Failure {
  /** `undefined` if there is none; `EXIT` if the program ended with a failure. */
  readonly errno: string | undefined
  readonly complaint: string
}

const failureOf = (program: string, words: readonly string[], path: string): Promise<Failure> =>
  new Promise((resolve) => {
    execFile(program, words, { env: { ...process.env, PATH: path } }, (error, _, complaint) => {
      const errno = error ? (errnoOf(error) ?? 'EXIT') : undefined
      const lines = complaint.trim().split('\n')
      // What forbids it comes first, and what else fails because of that comes after.
      resolve({ errno, complaint: lines.find((line) => FORBIDDEN.test(line)) ?? lines.at(-1) ?? '' })
    })
  })

const FORBIDDEN = /ptrace|not permitted/i

/** What allows it, by what forbids it. */
const remedy = async (complaint: string): Promise<string> => {
  if (!FORBIDDEN.test(complaint))
    return 'Unstick needs strace 5.10 or newer; `strace --version` says which one this is.'
  const scope = await readFile('/proc/sys/kernel/yama/ptrace_scope', 'utf8').catch(() => '')
  return scope.trim() === '3'
    ? 'The setting kernel.yama.ptrace_scope is 3; only a restart with a lower one allows it.'
    : 'In a container, start it with `docker run --cap-add SYS_PTRACE`.'
}

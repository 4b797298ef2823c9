// How a person's programs get into a private network: the command that starts a runner in namespaces of its own, and the
// words before each program's command line that take away again what made the network.
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { whyFailed, whyToolsMissing } from './why-no-network.ts'

export interface ProgramNamespaces {
  /** Comes before the runner's command line. */
  readonly start: readonly string[]
  /** Comes before the command line of each program that the runner starts. The program is then the person's own. */
  readonly asPerson: readonly string[]
}

/**
 * For whoever runs this process; or a sentence that says why there are none. `path` is where tools are looked for.
 *
 * Root that may make namespaces stays root, because programs that change their user (a web server, a database's starter)
 * need more than one. Everybody else is root in a user namespace, and each program in a further one is the person again.
 */
export const programNamespaces = async (path: string): Promise<ProgramNamespaces | string> => {
  const missing = await whyToolsMissing(path)
  if (missing !== undefined) return missing
  const isWholeRoot = await mayMakeNetworks()
  const user = isWholeRoot ? [] : ['--user', '--map-root-user']
  let complaint: string | undefined
  for (const { before, flags } of [withOwnProcesses, withoutOwnProcesses]) {
    const unshare = ['unshare', ...user, '--net', '--mount', ...flags]
    complaint = await complaintOf([...unshare, 'true'], path)
    if (complaint === undefined)
      return {
        start: [...before, ...unshare],
        asPerson: isWholeRoot ? withoutMakers : inPersonsName(),
      }
  }
  return whyFailed(complaint ?? '')
}

/** The runner is the first of its process namespace: with it ends all that is inside. It ends with its parent. */
const withOwnProcesses = {
  before: ['setpriv', '--pdeathsig', 'KILL'],
  flags: ['--pid', '--mount-proc', '--fork', '--kill-child=KILL'],
} as const

/**
 * A container that hides parts of `/proc` allows no other one, and strace needs that of its own processes. There the runner
 * itself must end what it started, and must not be killed before it has.
 */
const withoutOwnProcesses = { before: [], flags: [] } as const

/** Those that make and change networks, mounts and namespaces, by their bits (capabilities(7)). */
const makers = { net_admin: 12n, sys_admin: 21n } as const
/** Takes capabilities away. */
const SETPCAP = 8n

const withoutMakers = ((less: string) => ['setpriv', `--inh-caps=${less}`, `--bounding-set=${less}`, '--'])(
  Object.keys(makers)
    .map((name) => `-${name}`)
    .join(),
)

/** What a namespace's root may do ends with its namespace, and nothing outside belongs to a further one. */
const inPersonsName = (): readonly string[] => {
  const [user, group] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0]
  return ['unshare', '--user', `--map-user=${user}`, `--map-group=${group}`, '--']
}

const mayMakeNetworks = async (): Promise<boolean> => {
  const status = await readFile('/proc/self/status', 'utf8')
  const [, effective = '0'] = /^CapEff:\s*([0-9a-f]+)$/m.exec(status) ?? []
  const held = BigInt(`0x${effective}`)
  return (
    process.getuid?.() === 0 && [...Object.values(makers), SETPCAP].every((bit) => (held >> bit) % 2n === 1n)
  )
}

/** What a command says where it fails. */
const complaintOf = (
  [program = '', ...words]: readonly string[],
  path: string,
): Promise<string | undefined> =>
  new Promise((resolve) => {
    execFile(program, words, { env: { ...process.env, PATH: path } }, (error, _, complaint) =>
      resolve(error ? complaint.trim() || error.message : undefined),
    )
  })

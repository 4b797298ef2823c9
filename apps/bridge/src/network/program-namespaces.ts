// How a person's programs get into a private network: the command that starts a runner in namespaces of its own, and the
// words before each program's command line that take away again what made the network.
import { readFileSync } from 'node:fs'

export interface ProgramNamespaces {
  /** Comes before the runner's command line. All that runs inside ends with whoever started this. */
  readonly start: readonly string[]
  /** Comes before the command line of each program that the runner starts. The program is then the person's own. */
  readonly asPerson: readonly string[]
}

/** What this is decided by. */
export interface Person {
  readonly uid: number
  readonly gid: number
  /** The effective capabilities, a bit each (capabilities(7)). */
  readonly capabilities: bigint
}

/**
 * Root that may make namespaces stays root, because programs that change their user (a web server, a database's starter)
 * need more than one. Everybody else is root in a user namespace, and each program in a further one is the person again.
 */
export const programNamespaces = (person = thisPerson()): ProgramNamespaces =>
  isWholeRoot(person)
    ? {
        start: startWith([]),
        asPerson: ['setpriv', `--inh-caps=${without}`, `--bounding-set=${without}`, '--'],
      }
    : {
        start: startWith(['--user', '--map-root-user']),
        asPerson: ['unshare', '--user', `--map-user=${person.uid}`, `--map-group=${person.gid}`, '--'],
      }

const startWith = (user: readonly string[]): readonly string[] => [
  ...['setpriv', '--pdeathsig', 'KILL'],
  ...['unshare', ...user, '--net', '--mount', '--pid', '--fork', '--kill-child=KILL'],
]

/** Those that make and change networks, and mounts and namespaces. */
const makers = { net_admin: 12n, sys_admin: 21n } as const
const without = Object.keys(makers)
  .map((name) => `-${name}`)
  .join()
const SETPCAP = 8n

const isWholeRoot = ({ uid, capabilities }: Person): boolean =>
  uid === 0 && [...Object.values(makers), SETPCAP].every((bit) => (capabilities >> bit) % 2n === 1n)

const thisPerson = (): Person => {
  const { getuid, getgid } = process
  if (!getuid || !getgid) throw new Error('namespaces are for Linux')
  const [, effective = '0'] = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  return { uid: getuid(), gid: getgid(), capabilities: BigInt(`0x${effective}`) }
}

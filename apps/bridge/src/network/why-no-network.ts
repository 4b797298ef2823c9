// Says why a machine has no private network, or not quite one, and which command changes that.
import { readFile } from 'node:fs/promises'
import { errnoOf } from '../errors.ts'
import { missingForNetwork } from '../tools.ts'

export const autocorkingIsOn =
  "This system does not let its users turn autocorking off: the sender's TCP may join small sends even with Nagle's algorithm off."

/** `undefined` if every tool is there. */
export const whyToolsMissing = async (path: string): Promise<string | undefined> => {
  if (process.platform !== 'linux') return 'A private network needs Linux.'
  const missing = await missingForNetwork(path)
  if (missing.length === 0) return undefined
  const names = missing.map(({ name }) => name)
  const commands = [...new Set(missing.map(({ install }) => install))]
  return `A private network needs ${listed(names)}: to install what is missing, run ${inOne(commands)}.`
}

/** `complaint` is the error output of the helper or its programs. */
export const whyFailed = async (complaint: string): Promise<string> => {
  const [line = ''] = complaint.split('\n')
  if (!/^unshare: .*(not permitted|No space left|denied)/i.test(line))
    return `The private network could not be made (${line}).`
  return `This system does not let its users make their own network (${line})${await whatForbids()}.`
}

/** The settings that forbid user namespaces, by their file, the value that forbids, and the command that allows them. */
const settings = [
  {
    file: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
    forbids: '1',
    command: 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
  },
  {
    file: '/proc/sys/kernel/unprivileged_userns_clone',
    forbids: '0',
    command: 'sudo sysctl -w kernel.unprivileged_userns_clone=1',
  },
  {
    file: '/proc/sys/user/max_user_namespaces',
    forbids: '0',
    command: 'sudo sysctl -w user.max_user_namespaces=10000',
  },
  {
    file: '/proc/sys/user/max_net_namespaces',
    forbids: '0',
    command: 'sudo sysctl -w user.max_net_namespaces=10000',
  },
] as const

const whatForbids = async (): Promise<string> => {
  for (const { file, forbids, command } of settings) {
    if ((await valueOf(file)) === forbids) return `: \`${command}\` allows it`
  }
  return '; in a container it must be allowed from outside, for instance by `docker run --security-opt seccomp=unconfined`'
}

const valueOf = async (file: string): Promise<string | undefined> => {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return undefined
  }
}

/** `ip`, `unshare and ip`, `a, b and c`. */
const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`

const INSTALL = 'sudo apt-get install '

/** One command for all packages. Other commands stay separate. */
const inOne = (commands: readonly string[]): string => {
  const packages = commands
    .filter((each) => each.startsWith(INSTALL))
    .map((each) => each.slice(INSTALL.length))
  const others = commands.filter((each) => !each.startsWith(INSTALL))
  const all = [...(packages.length > 0 ? [`${INSTALL}${packages.join(' ')}`] : []), ...others]
  return all.map((each) => `\`${each}\``).join(' and ')
}

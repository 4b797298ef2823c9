// The machine's optional tools: which are there, what each missing one would add, and the command that installs it.
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { ToolInfo } from '@unstick/api'
import { errnoOf } from './errors.ts'

interface Tool {
  readonly name: string
  /** Other programs of the same package that are needed too. */
  readonly also?: readonly string[]
  readonly adds: string
  readonly install: string
  /** The command for people who have the program but may not run it. */
  readonly allow?: string
}

const privateNetwork = 'private network, which shows the segments of every experiment'

/** The tools that a private network needs. */
const networkTools: readonly Tool[] = [
  {
    name: 'unshare',
    also: ['setpriv'],
    adds: privateNetwork,
    install: 'sudo apt-get install util-linux',
  },
  { name: 'ip', adds: privateNetwork, install: 'sudo apt-get install iproute2' },
]

const tools: readonly Tool[] = [
  ...networkTools,
  {
    name: 'tcpdump',
    adds: 'recording of packets from your own programs, to open here',
    install: 'sudo apt-get install tcpdump',
  },
  {
    name: 'tshark',
    adds: 'reading of the recorded sessions in a terminal',
    install: 'sudo apt-get install tshark',
  },
  {
    name: 'dumpcap',
    adds: 'segments in unstick run without --private, if it may capture',
    install: 'sudo apt-get install wireshark-common',
    // Debian asks at the installation who may capture; those who may are in this group from their next login on.
    allow: 'sudo usermod -aG wireshark $USER',
  },
  {
    name: 'strace',
    adds: 'unstick run, which shows what your own programs send and receive',
    install: 'sudo apt-get install strace',
  },
]

/** The PATH, and the folders where a distribution puts what it expects only root to call. */
export const searchPath = (path = ''): string => [path, '/usr/sbin', '/sbin'].join(delimiter)

/** Looks each tool up in a PATH. */
export const findTools = (path: string): Promise<ToolInfo[]> =>
  Promise.all(tools.map((tool) => look(path, tool)))

/** The tools without which there is no private network. */
export const missingForNetwork = async (path: string): Promise<readonly ToolInfo[]> =>
  (await Promise.all(networkTools.map((tool) => look(path, tool)))).filter(({ present }) => !present)

const look = async (path: string, { name, also = [], adds, install, allow }: Tool): Promise<ToolInfo> => {
  const found = await Promise.all([name, ...also].map((program) => find(path, program)))
  return {
    name,
    adds,
    present: found.every((each) => each === 'runs'),
    install: allow !== undefined && found.includes('forbidden') ? allow : install,
  }
}

const find = async (path: string, name: string): Promise<'runs' | 'forbidden' | 'missing'> => {
  let found: 'forbidden' | 'missing' = 'missing'
  for (const folder of path.split(delimiter).filter((entry) => entry !== '')) {
    try {
      await access(join(folder, name), constants.X_OK)
      return 'runs'
    } catch (error) {
      const errno = errnoOf(error)
      if (errno === undefined) throw error
      if (errno === 'EACCES') found = 'forbidden'
    }
  }
  return found
}

// The machine's optional tools: which are there, and what each missing one would add.
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { ToolInfo } from '@unstick/session'
import { errnoOf } from './errors.ts'

const tools = [
  {
    name: 'tcpdump',
    adds: 'recording packets beside a run, to open here',
    install: 'sudo apt-get install tcpdump',
  },
  {
    name: 'tshark',
    adds: 'reading the recorded sessions in a terminal',
    install: 'sudo apt-get install tshark',
  },
  {
    name: 'strace',
    adds: "the test that compares every call with the kernel's own account",
    install: 'sudo apt-get install strace',
  },
] as const

/** Looks each tool up in a PATH. */
export const findTools = (path: string): Promise<ToolInfo[]> =>
  Promise.all(tools.map(async (tool) => ({ ...tool, present: await isIn(path, tool.name) })))

const isIn = async (path: string, name: string): Promise<boolean> => {
  for (const folder of path.split(delimiter).filter((entry) => entry !== '')) {
    try {
      await access(join(folder, name), constants.X_OK)
      return true
    } catch (error) {
      if (errnoOf(error) === undefined) throw error
    }
  }
  return false
}

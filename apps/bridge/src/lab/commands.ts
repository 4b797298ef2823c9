// The commands that the lab may run: a fixed list of harmless ones. Nothing that a person types is ever run.
import { spawn } from 'node:child_process'
import { heard } from '../heard.ts'

/** Each command's name, as it is sent and shown, and the arguments that it is started with, without a shell. */
export const commandList: ReadonlyMap<string, readonly string[]> = new Map([
  ['uname -a', ['uname', '-a']],
  ['ls /', ['ls', '/']],
  ['cat /etc/os-release', ['cat', '/etc/os-release']],
  ['seq 1 400', ['seq', '1', '400']],
  ['seq 1 2000', ['seq', '1', '2000']],
  ['id', ['id']],
  // 你好 in GBK, which is no UTF-8.
  ["printf '\\304\\343\\272\\303\\n'", ['printf', '\\304\\343\\272\\303\\n']],
])

export const commandNames: readonly string[] = [...commandList.keys()]

/** Bytes of output that are kept, the first ones; the rest is read and left. */
export const MAX_OUTPUT = 65_536

/** Until a command is ended. */
const MAX_MS = 5_000

/**
 * A listed command's output, standard error included. What is not listed is not run: the answer says so. An output of
 * a command that this machine does not have says so too.
 */
export const runCommand = (name: string, signal: AbortSignal): Promise<Uint8Array> => {
  const [program, ...args] = commandList.get(name) ?? []
  if (program === undefined) return Promise.resolve(new TextEncoder().encode(`not on the list: ${name}\n`))
  const { PATH, LANG, LC_ALL } = process.env
  return new Promise((resolve, reject) => {
    const child = heard(
      spawn(program, args, {
        env: { PATH, LANG, LC_ALL },
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: MAX_MS,
        signal,
      }),
    )
    const output = new Uint8Array(MAX_OUTPUT)
    let count = 0
    const take = (bytes: Buffer) => {
      const room = bytes.subarray(0, MAX_OUTPUT - count)
      output.set(room, count)
      count += room.length
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.once('error', reject)
    child.once('close', () => resolve(output.slice(0, count)))
  })
}

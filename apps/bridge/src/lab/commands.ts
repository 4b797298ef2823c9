// The fixed list of harmless commands that the lab may run. Nothing that a person types is ever run.
import { spawn } from 'node:child_process'
import { heard } from '../heard.ts'

/** Each command's name, as it is sent and shown, and the program and arguments that are started for it without a shell. */
export const commandList: ReadonlyMap<string, readonly string[]> = new Map([
  ['uname -a', ['uname', '-a']],
  ['ls /', ['ls', '/']],
  ['cat /etc/os-release', ['cat', '/etc/os-release']],
  ['seq 1 400', ['seq', '1', '400']],
  ['seq 1 2000', ['seq', '1', '2000']],
  ['id', ['id']],
  // 你好 in GBK, which is not valid UTF-8.
  ["printf '\\304\\343\\272\\303\\n'", ['printf', '\\304\\343\\272\\303\\n']],
])

export const commandNames: readonly string[] = [...commandList.keys()]

/** The first bytes of the output that are kept. The rest is read and dropped. */
export const MAX_OUTPUT = 65_536

/** How long a command may run before it is ended. */
const MAX_MS = 5_000

/**
 * The output of a listed command, together with its standard error. Other text is not run: it comes back as `echo` would
 * print it. If this machine lacks the command, the output says so.
 */
export const runCommand = (name: string, signal: AbortSignal): Promise<Uint8Array> => {
  const [program, ...args] = commandList.get(name) ?? []
  if (program === undefined)
    return Promise.resolve(new TextEncoder().encode(`${name.replace(/^echo /, '')}\n`))
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

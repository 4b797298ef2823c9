// The command `ip` of iproute2.
import { spawn, type StdioOptions } from 'node:child_process'
import { heard } from '../heard.ts'
import { searchPath } from '../tools.ts'

interface Options {
  /** What the process has as its descriptor 3. */
  readonly descriptor?: number
  /** 4 where it is left out. */
  readonly version?: 4 | 6
}

/** Runs commands in one process. Rejects with what it said. */
export const ip = (commands: readonly string[], { descriptor, version = 4 }: Options = {}): Promise<void> =>
  new Promise((resolve, reject) => {
    const stdio: StdioOptions = ['pipe', 'ignore', 'pipe', ...(descriptor === undefined ? [] : [descriptor])]
    const env = { ...process.env, PATH: searchPath(process.env.PATH) }
    const child = heard(spawn('ip', [`-${version}`, '-batch', '-'], { stdio, env }))
    let complaint = ''
    child.stderr?.on('data', (piece: Buffer) => (complaint += piece.toString()))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`ip: ${complaint.trim()}`))
    })
    child.stdin?.end(`${commands.join('\n')}\n`)
  })

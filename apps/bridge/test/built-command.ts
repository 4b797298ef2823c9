// Runs the command line (or another program of ours) as a child process, built from the sources, for tests of what only a
// process shows: exit codes, standard output and error, signals, system calls.
import { type ChildProcess, spawn } from 'node:child_process'
import { copyFile, cp, mkdtemp } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { inject } from 'vitest'
import config from '../vite.config.ts'
import { errnoOf } from '../src/errors.ts'

const bridge = fileURLToPath(new URL('..', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** What was built in this process, by its source: many test files use the same command, and bundling takes a second. */
const builds = new Map<string, Promise<string>>()

export class BuiltCommand {
  readonly main: string
  /** The program that `PrivateNetworks` starts inside its namespaces. */
  readonly helper: string
  readonly #folder: string

  private constructor(folder: string, name: string) {
    this.#folder = folder
    this.main = join(folder, 'dist', `${name}.js`)
    this.helper = join(folder, 'dist', 'helper.js')
  }

  /** Bundles `source` with the wire, and the command line also with the network's helper and the runner, as the build does. */
  static async make(source = 'src/main.ts'): Promise<BuiltCommand> {
    const folder = builds.get(source) ?? bundle(source)
    builds.set(source, folder)
    return new BuiltCommand(await folder, basename(source, '.ts'))
  }

  /** The same program in another folder, from which another user may run it. */
  async copyTo(folder: string): Promise<BuiltCommand> {
    await cp(this.#folder, folder, { recursive: true })
    return new BuiltCommand(folder, basename(this.main, '.js'))
  }

  /** Starts it. `before` comes before node on the command line, as `strace` does. */
  start(
    args: readonly string[],
    environment: NodeJS.ProcessEnv = {},
    before: readonly string[] = [],
  ): ChildProcess {
    const [program = process.execPath, ...rest] = [...before, process.execPath, this.main, ...args]
    // If this variable is set, reading these certificates, which nothing here needs, takes four fifths of Node's start.
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: '', ...environment }
    return spawn(program, rest, { env, stdio: ['pipe', 'pipe', 'pipe'] })
  }

  /** Runs it to its end. */
  async run(
    args: readonly string[],
    input: Uint8Array | string = '',
    before: readonly string[] = [],
  ): Promise<Ended> {
    const child = this.start(args, {}, before)
    // A command that refuses its arguments ends before it reads its input.
    child.stdin?.on('error', (error) => {
      if (errnoOf(error) !== 'EPIPE') throw error
    })
    child.stdin?.end(input)
    return ended(child)
  }
}

/** Bundles a program. Its folder is one from which native modules can be resolved. */
const bundle = async (source: string): Promise<string> => {
  const inputs = {
    [basename(source, '.ts')]: source,
    wire: 'src/wire/program.ts',
    ...(source === 'src/main.ts' && {
      helper: 'src/network/helper.ts',
      runner: 'src/trace/runner.ts',
      'counting-thread': 'src/counting/counting-thread.ts',
      'export-thread': 'src/export/export-thread.ts',
    }),
  }
  const folder = await mkdtemp(join(inject('builds'), 'program-'))
  // Next to `dist`, as in a real build, because the version is read from there.
  await copyFile(join(bridge, 'package.json'), join(folder, 'package.json'))
  await build({
    ...config,
    configFile: false,
    logLevel: 'error',
    root: bridge,
    build: {
      ...config.build,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(inputs).map(([name, file]) => [name, join(bridge, file)])),
      },
      outDir: join(folder, 'dist'),
    },
  })
  return folder
}

/** Everything the process writes until it ends. */
export const ended = (child: ChildProcess): Promise<Ended> =>
  new Promise((resolve, reject) => {
    let stdout = ''
    let stderr = ''
    child.stdout?.on('data', (piece: Buffer) => (stdout += piece.toString()))
    child.stderr?.on('data', (piece: Buffer) => (stderr += piece.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })

/** Resolves with the first match in a stream. */
export const waitFor = (stream: NodeJS.ReadableStream | null, pattern: RegExp): Promise<RegExpExecArray> =>
  new Promise((resolve, reject) => {
    let text = ''
    const look = (piece: Buffer) => {
      text += piece.toString()
      const match = pattern.exec(text)
      if (!match) return
      stream?.off('data', look)
      stream?.resume()
      resolve(match)
    }
    stream?.on('data', look)
    stream?.on('end', () => reject(new Error(`it ended without ${String(pattern)}: ${text}`)))
  })

// Servers and clients in many languages, which log each of their calls: how each is compiled and started.
import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ownProgram, python } from './own-program.ts'

export interface LanguageProgram {
  /** The tool that must be installed. */
  readonly tool: string
  readonly title: string
  /** Compiles it into a folder of its own. */
  readonly compile: (folder: string) => readonly string[] | undefined
  /** The words that start it. */
  readonly start: (folder: string) => string
}

const source = (name: string): string => ownProgram(`languages/${name}`)
const built = (folder: string): string => join(folder, 'program')

const inC = (name: string, title: string): LanguageProgram => ({
  tool: 'cc',
  title,
  compile: (folder) => [
    ...['cc', '-std=c11', '-Wall', '-Wextra', '-Werror', '-pthread'],
    ...['-o', built(folder), source(`${name}.c`)],
  ],
  start: built,
})

/** A Java program that runs for a second needs neither the second compiler nor a parallel collector. */
const quickly = '-Xshare:auto -XX:TieredStopAtLevel=1 -XX:+UseSerialGC'

export const languagePrograms: readonly LanguageProgram[] = [
  { tool: python, title: 'Python', compile: () => undefined, start: () => `${python} ${source('talk.py')}` },
  { tool: 'node', title: 'Node', compile: () => undefined, start: () => `node ${source('talk.mjs')}` },
  {
    tool: 'go',
    title: 'Go',
    compile: (folder) => ['go', 'build', '-o', built(folder), source('talk.go')],
    start: built,
  },
  inC('talk', 'C'),
  {
    tool: 'javac',
    title: 'Java',
    compile: (folder) => ['javac', '-Xlint:all', '-Werror', '-d', folder, source('Talk.java')],
    start: (folder) => `java ${quickly} -cp ${folder} Talk`,
  },
  {
    tool: 'rustc',
    title: 'Rust',
    compile: (folder) => [
      ...['rustc', '--edition', '2021', '-D', 'warnings'],
      ...['-o', built(folder), source('talk.rs')],
    ],
    start: built,
  },
  inC('vectors', 'C with sendmsg and writev of several buffers'),
  inC('threads', 'C with two threads on two connections'),
  inC('epoll', 'C that never blocks and waits in epoll'),
  inC('sendfile', 'C with sendfile'),
]

export const isMissing = ({ tool }: LanguageProgram): boolean =>
  spawnSync(tool, ['--version']).error !== undefined

/** Compiles it and gives the words that start it. */
export const startOf = ({ compile, start }: LanguageProgram, folder: string): string => {
  const [command, ...args] = compile(folder) ?? []
  const env = { ...process.env, GOFLAGS: '-mod=mod', GO111MODULE: 'off' }
  if (command !== undefined) execFileSync(command, args, { cwd: folder, env, stdio: 'inherit' })
  return start(folder)
}

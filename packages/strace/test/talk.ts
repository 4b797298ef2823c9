// Compiles fixtures/talk.c and runs it under strace.
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const buildsStatic = ['-static', '-x', 'c', '-', '-o', '/dev/null']

/** Whether strace and a compiler are here, and tracing is allowed. */
export const canTrace =
  spawnSync('cc', buildsStatic, { input: 'int main(void) { return 0; }' }).status === 0 &&
  spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0

export const compileTalk = (folder: string): void => {
  const source = join(import.meta.dirname, 'fixtures', 'talk.c')
  execFileSync('cc', ['-static', '-O1', '-pthread', '-o', join(folder, 'talk'), source], { stdio: 'inherit' })
}

/** The log that strace wrote, and the program's own account. */
export const traceTalk = (folder: string, words: readonly string[]) => {
  const log = join(folder, 'log')
  const run = ['-o', log, './talk', 'account']
  const { status, stderr } = spawnSync('strace', [...words, ...run], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 30_000,
  })
  if (status !== 0) throw new Error(`strace ${words.join(' ')}: ${stderr}`)
  return { log: Uint8Array.from(readFileSync(log)), account: readFileSync(join(folder, 'account'), 'utf8') }
}

// `npm run fixtures`: compiles talk.c, runs it under strace once for each way of writing a log, and keeps the log (NAME.strace)
// beside the program's own account (NAME.jsonl). Needs cc and strace.
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ways } from './ways.ts'

const fixtures = join(import.meta.dirname, 'fixtures')
const folder = mkdtempSync(join(tmpdir(), 'unstick-talk-'))
const program = join(folder, 'talk')
execFileSync('cc', ['-static', '-O1', '-pthread', '-o', program, join(fixtures, 'talk.c')], {
  stdio: 'inherit',
})
for (const [name, words] of Object.entries(ways)) {
  const log = join(folder, `${name}.strace`)
  const { status, stderr } = spawnSync('strace', [...words, '-o', log, './talk', 'account'], {
    cwd: folder,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${name}: ${stderr}`)
  copyFileSync(log, join(fixtures, `${name}.strace`))
  writeFileSync(join(fixtures, `${name}.jsonl`), readFileSync(join(folder, 'account')))
}
rmSync(folder, { recursive: true })

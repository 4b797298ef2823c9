// `npm run fixtures`: for each way of writing a log, keeps one (NAME.strace) beside the program's own account (NAME.jsonl).
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileTalk, traceTalk } from './talk.ts'
import { ways } from './ways.ts'

const fixtures = join(import.meta.dirname, 'fixtures')
const folder = mkdtempSync(join(tmpdir(), 'unstick-talk-'))
compileTalk(folder)
for (const [name, words] of Object.entries(ways)) {
  const { log, account } = traceTalk(folder, words)
  writeFileSync(join(fixtures, `${name}.strace`), log)
  writeFileSync(join(fixtures, `${name}.jsonl`), account)
}
rmSync(folder, { recursive: true })

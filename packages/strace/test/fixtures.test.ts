// strace's account of a program agrees with the program's own: fixtures/talk.c wrote both files of each way, and where strace
// and a compiler are, it does so again.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { saidByLog, saidByProgram } from './account.ts'
import { readEveryCut } from './collect.ts'
import { canTrace, compileTalk, traceTalk } from './talk.ts'
import { ways } from './ways.ts'

const folder = join(import.meta.dirname, 'fixtures')

describe.each(Object.entries(ways))('a log of strace %s', (way, words) => {
  const { records, problems } = readEveryCut(Uint8Array.from(readFileSync(join(folder, `${way}.strace`))))
  const account = readFileSync(join(folder, `${way}.jsonl`), 'utf8')

  it('is read without a problem', () => {
    expect(problems).toEqual([])
    expect(records.length).toBeGreaterThan(50)
  })

  it('says of every call what the program itself logged', () => {
    expect(saidByLog(records)).toEqual(saidByProgram(account, way, words))
  })

  it('holds as many bytes of each call as strace printed, and says how many there were', () => {
    for (const record of records)
      if (record.kind === 'send' || record.kind === 'recv') {
        expect(record.length).toBe(
          typeof record.result === 'number' ? Math.min(record.result, record.asked ?? Infinity) : 0,
        )
        expect(record.data.length).toBeLessThanOrEqual(record.length)
      }
  })
})

describe.runIf(canTrace)("this machine's strace", () => {
  it('says of every call what the program itself logged, in every way', { timeout: 120_000 }, () => {
    const temporary = mkdtempSync(join(tmpdir(), 'unstick-talk-'))
    compileTalk(temporary)
    for (const [way, words] of Object.entries(ways)) {
      const { log, account } = traceTalk(temporary, words)
      const { records, problems } = readEveryCut(log)
      expect(problems).toEqual([])
      expect(saidByLog(records)).toEqual(saidByProgram(account, way, words))
    }
    rmSync(temporary, { recursive: true })
  })
})

// Takes its turn in a folder again and again until it is killed, and reports on standard output if another process has the
// turn at the same time. During its turn, `inside` contains its process id.
import { readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Membership } from '../../src/sharing/membership.ts'
import { Turns } from '../../src/sharing/turns.ts'

const [folder = ''] = process.argv.slice(2)
const inside = join(folder, 'inside')
const turns = new Turns(await Membership.join(join(folder, '.bridges')))

/** A killed process is a zombie until its parent collects it. */
const runs = (pid: number): boolean => {
  try {
    return !/\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

for (;;) {
  await turns.take(async () => {
    const before = Number(await readFile(inside, 'utf8'))
    // A process that was killed during its turn has left its number.
    if (before !== 0 && runs(before)) console.log(`two: ${before} and ${process.pid}`)
    await writeFile(inside, String(process.pid))
    await sleep(Math.random() * 3)
    const after = await readFile(inside, 'utf8')
    if (after !== String(process.pid)) console.log(`two: ${process.pid} and ${after}`)
    await writeFile(inside, '0')
  })
  console.log('turn')
}

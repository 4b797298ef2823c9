// The blocks of a log that strace wrote, as its pieces come.
import { sectionHeaderBlock } from '@unstick/pcapng'
import { type Blocks, ImportDamage, type Pieces } from '../importer.ts'
import { CallLog } from './call-log.ts'

/** Throws `ImportDamage` where no line is one of strace's. */
export async function* straceBlocks(pieces: Pieces<Uint8Array>): AsyncGenerator<Blocks> {
  yield { pieces: [sectionHeaderBlock({ application: 'Unstick' })], packets: 0 }
  const program = new CallLog(0).program()
  for await (const piece of pieces) {
    const blocks = program.push(piece)
    if (blocks.length > 0) yield { pieces: blocks, packets: blocks.length }
  }
  const last = program.end()
  if (last.length > 0) yield { pieces: last, packets: last.length }
  if (program.problem) throw new ImportDamage(program.problem)
}

// The thread of one export: it reads the session and sends piece after piece of what is made of it, each when it is asked
// for. A file that breaks it ends only this thread.
import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { exporterOf } from '@unstick/formats'
import { Refusal } from '../errors.ts'
import type { ExportHoles, ExportJob, ThreadWord } from './export-words.ts'
import { storedSource } from './stored-source.ts'
import { StoredSession } from './stored-session.ts'

async function* words(job: ExportJob): AsyncGenerator<ThreadWord> {
  try {
    let holes: ExportHoles | undefined
    const stored = new StoredSession(job.descriptor, job.size)
    const source = storedSource(stored, job, (found) => (holes = found))
    const pieces = await exporterOf(job.kind).write(source)
    yield { type: 'begun', holes }
    // A copy, because a message takes the whole memory of which a piece may be a small part.
    for await (const piece of pieces)
      yield { type: 'piece', bytes: new Uint8Array(typeof piece === 'string' ? Buffer.from(piece) : piece) }
    yield { type: 'end' }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    yield { type: 'refused', code: error.code, message: error.message }
  }
}

if (parentPort) {
  for await (const word of words(workerData as ExportJob)) {
    parentPort.postMessage(word, word.type === 'piece' ? [word.bytes.buffer] : [])
    if (word.type !== 'end' && word.type !== 'refused') await once(parentPort, 'message')
  }
  parentPort.close()
}

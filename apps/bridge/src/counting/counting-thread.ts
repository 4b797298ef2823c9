// The thread that counts: it receives one path after another and answers each. A file that breaks it ends only this
// thread.
import { parentPort } from 'node:worker_threads'
import { Session, summarize } from '@unstick/session'
import { OddEntry, readRegular } from '../disk/regular-file.ts'
import { errnoOf } from '../errors.ts'
import { type Counted, MAX_COUNTED } from './counted.ts'

const count = (path: string): Counted => {
  try {
    const session = new Session()
    session.push(readRegular(path, MAX_COUNTED))
    session.end()
    return session.length > 0 ? { counts: summarize(session) } : {}
  } catch (error) {
    if (error instanceof OddEntry) return { uncounted: error.why }
    const errno = errnoOf(error)
    if (errno === undefined) throw error
    return { uncounted: `it could not be read (${errno})` }
  }
}

parentPort?.on('message', (path: string) => parentPort?.postMessage(count(path)))

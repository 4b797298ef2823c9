// The worker's entry: connects the session's worker with its thread's messages and errors.
import type { ToWorker } from './messages.ts'
import { preload, QUIET, SessionWorker } from './session-worker.ts'

const worker = new SessionWorker((message, transfer) => self.postMessage(message, { transfer }))

// A file may be dropped, read and exported before any session of the bridge is open. The viewer's worker, which is made of a
// blob, has all that it ever runs inside.
if (location.protocol !== 'blob:') setTimeout(() => void preload(), QUIET)

self.onmessage = ({ data }: MessageEvent<ToWorker>) => worker.hear(data)
// Background work: parsing the log's bytes, searching, counting.
self.addEventListener('error', ({ error }) => worker.failed(error))
self.addEventListener('unhandledrejection', ({ reason }) => worker.failed(reason))

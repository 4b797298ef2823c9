// The worker's entry: connects the session's worker with the messages and the errors of its thread.
import type { ToWorker } from './messages.ts'
import { SessionWorker } from './session-worker.ts'

const worker = new SessionWorker((message, transfer) => self.postMessage(message, { transfer }))

self.onmessage = ({ data }: MessageEvent<ToWorker>) => worker.hear(data)
// What goes on by itself: what the log's bytes bring, searching, counting.
self.addEventListener('error', ({ error }) => worker.failed(error))
self.addEventListener('unhandledrejection', ({ reason }) => worker.failed(reason))

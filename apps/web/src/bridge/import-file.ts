// Uploads a person's own file to the bridge.
import type { ImportedSession } from '@unstick/api'
import { BYTES, titleOf } from '@unstick/formats'
import { access } from './access.ts'
import { BridgeError, refusalOf, unreachable } from './bridge-error.ts'

/** Characters that a title may have. */
const MAX_TITLE = 200

/**
 * Uploads a file. `progress` receives the fraction sent, 0 to 1. Rejects with `CANCELLED` once `signal` aborts.
 */
export const importFile = async (
  file: File,
  progress: (part: number) => void,
  signal: AbortSignal,
): Promise<ImportedSession> => {
  const bearer = await access.bearer()
  try {
    return await upload(file, progress, signal, bearer)
  } catch (error) {
    if (!(error instanceof BridgeError) || error.code !== 'TOKEN_MISSING') throw error
    access.refused(bearer)
    return upload(file, progress, signal, await access.bearer())
  }
}

/** Only XMLHttpRequest reports an upload's progress. */
const upload = (
  file: File,
  progress: (part: number) => void,
  signal: AbortSignal,
  bearer: string,
): Promise<ImportedSession> =>
  new Promise((resolve, reject) => {
    const cancelled = (): void => reject(new BridgeError('CANCELLED', 'The import was cancelled.'))
    if (signal.aborted) {
      cancelled()
      return
    }
    const request = new XMLHttpRequest()
    request.open('POST', `/api/sessions?title=${encodeURIComponent(titleOf(file.name).slice(0, MAX_TITLE))}`)
    request.setRequestHeader('authorization', `Bearer ${bearer}`)
    request.setRequestHeader('content-type', BYTES)
    request.upload.onprogress = ({ loaded, total }) => progress(total === 0 ? 1 : loaded / total)
    request.onerror = () => reject(unreachable())
    request.onabort = cancelled
    request.onload = () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as ImportedSession)
      else reject(refusalOf(request.status, request.responseText))
    }
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })

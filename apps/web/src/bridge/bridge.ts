// The bridge's HTTP API, typed. A refusal comes as a `BridgeError` with the bridge's own code and sentence.
import type {
  ApiError,
  DeletedSession,
  ExperimentInfo,
  ImportedSession,
  PythonPrograms,
  RunRequest,
  RunStarted,
  SessionInfo,
  Status,
  TypedLine,
} from '@unstick/api'
import type { ExportKind } from '@unstick/session'

export class BridgeError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'BridgeError'
    this.code = code
  }
}

const unreachable = (): BridgeError => new BridgeError('BRIDGE_GONE', 'Unstick’s server does not answer.')

const ask = async (method: string, path: string, body?: unknown): Promise<Response> => {
  let answer: Response
  try {
    answer = await fetch(`/api/${path}`, {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    })
  } catch (error) {
    if (error instanceof TypeError) throw unreachable()
    throw error
  }
  if (!answer.ok) throw refusalOf(answer.status, await answer.text())
  return answer
}

/** The bridge's own words where it gave any, else the bare status. */
const refusalOf = (status: number, text: string): BridgeError => {
  try {
    const { error } = JSON.parse(text) as ApiError
    return new BridgeError(error.code, error.message)
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError)
      return new BridgeError(`HTTP_${status}`, `The bridge answered with status ${status}.`)
    throw error
  }
}

const named = (id: string): string => `sessions/${encodeURIComponent(id)}`

export const bridge = {
  status: async (): Promise<Status> => (await ask('GET', 'status')).json() as Promise<Status>,
  experiments: async (): Promise<ExperimentInfo[]> =>
    (await ask('GET', 'experiments')).json() as Promise<ExperimentInfo[]>,
  run: async (request: RunRequest): Promise<RunStarted> =>
    (await ask('POST', 'runs', request)).json() as Promise<RunStarted>,
  python: async (request: RunRequest): Promise<PythonPrograms> =>
    (await ask('POST', 'python', request)).json() as Promise<PythonPrograms>,
  stop: async (session: string): Promise<void> => {
    await ask('DELETE', `runs/${encodeURIComponent(session)}`)
  },
  /** Types a line for a program of a run that goes on. */
  type: async (session: string, line: TypedLine): Promise<void> => {
    await ask('POST', `runs/${encodeURIComponent(session)}/lines`, line)
  },
  sessions: async (): Promise<SessionInfo[]> =>
    (await ask('GET', 'sessions')).json() as Promise<SessionInfo[]>,
  rename: async (id: string, title: string): Promise<void> => {
    await ask('PATCH', named(id), { title })
  },
  remove: async (id: string): Promise<DeletedSession> =>
    (await ask('DELETE', named(id))).json() as Promise<DeletedSession>,
  restore: async (id: string, deletion: string): Promise<void> => {
    await ask('POST', `${named(id)}/restore?${new URLSearchParams({ deletion }).toString()}`)
  },
  /** Where an export is had; `stream` is its index, `framing` a spec's text. */
  exportPath: (
    id: string,
    kind: ExportKind,
    { stream, framing }: { readonly stream: number; readonly framing: string },
  ): string =>
    `/api/${named(id)}/export/${kind}?${new URLSearchParams({ stream: String(stream), framing }).toString()}`,
  downloadPath: (id: string): string => `/api/${named(id)}/file`,
  importFile,
}

/**
 * Sends a file over; `progress` is told the part that is there, 0 to 1. Only XMLHttpRequest tells of an upload. Rejects
 * with `CANCELLED` once `signal` aborts.
 */
function importFile(
  file: File,
  progress: (part: number) => void,
  signal: AbortSignal,
): Promise<ImportedSession> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/sessions?title=${encodeURIComponent(titleOf(file))}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => progress(total === 0 ? 1 : loaded / total)
    request.onerror = () => reject(unreachable())
    request.onabort = () => reject(new BridgeError('CANCELLED', 'It was called off.'))
    request.onload = () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as ImportedSession)
      else reject(refusalOf(request.status, request.responseText))
    }
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

/** A file's name without its ending, as long as a title may be. */
const titleOf = ({ name }: File): string => name.replace(/\.(pcapng|pcap|cap)$/i, '').slice(0, 200)

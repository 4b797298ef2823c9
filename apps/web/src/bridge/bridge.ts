// The bridge's HTTP API, typed. A refusal comes as a `BridgeError` with the bridge's own code and sentence.
import type {
  DeletedSession,
  ExperimentInfo,
  PythonPrograms,
  RunRequest,
  RunStarted,
  SessionInfo,
  Ticket,
  TicketRequest,
  TypedLine,
  WrittenPrograms,
} from '@unstick/api'
import type { ExportKind } from '@unstick/formats'
import { access, strange } from './access.ts'
import { refusalOf, unreachable } from './bridge-error.ts'

const send = async (method: string, path: string, body: unknown, bearer: string): Promise<Response> => {
  try {
    return await fetch(`/api/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  } catch (error) {
    if (error instanceof TypeError) throw unreachable()
    throw error
  }
}

const ask = async (method: string, path: string, body?: unknown): Promise<Response> => {
  const bearer = await access.bearer()
  let answer = await send(method, path, body, bearer)
  if (answer.status === 401) {
    // The bridge was restarted, or has let in too many others since.
    access.refused(bearer)
    answer = await send(method, path, body, await access.bearer())
  }
  if (!answer.ok) throw refusalOf(answer.status, await answer.text())
  return answer
}

/** Checks the list's shape, because another program may have taken the port since the bridge proved its identity. */
const listed = async <Row>(path: string): Promise<Row[]> => {
  const list: unknown = await (await ask('GET', path)).json()
  if (!Array.isArray(list)) throw strange()
  return list as Row[]
}

const named = (id: string): string => `sessions/${encodeURIComponent(id)}`

export const bridge = {
  experiments: async (): Promise<ExperimentInfo[]> => listed<ExperimentInfo>('experiments'),
  run: async (request: RunRequest): Promise<RunStarted> =>
    (await ask('POST', 'runs', request)).json() as Promise<RunStarted>,
  python: async (request: RunRequest): Promise<PythonPrograms> =>
    (await ask('POST', 'python', request)).json() as Promise<PythonPrograms>,
  written: async (request: RunRequest): Promise<WrittenPrograms> =>
    (await ask('POST', 'written', request)).json() as Promise<WrittenPrograms>,
  stop: async (session: string): Promise<void> => {
    await ask('DELETE', `runs/${encodeURIComponent(session)}`)
  },
  /** Types a line to a program of a run in progress. */
  type: async (session: string, line: TypedLine): Promise<void> => {
    await ask('POST', `runs/${encodeURIComponent(session)}/lines`, line)
  },
  sessions: async (): Promise<SessionInfo[]> => listed<SessionInfo>('sessions'),
  rename: async (id: string, title: string): Promise<void> => {
    await ask('PATCH', named(id), { title })
  },
  remove: async (id: string): Promise<DeletedSession> =>
    (await ask('DELETE', named(id))).json() as Promise<DeletedSession>,
  restore: async (id: string, deletion: string): Promise<void> => {
    await ask('POST', `${named(id)}/restore?${new URLSearchParams({ deletion }).toString()}`)
  },
  /** The path of an export. `stream` is its index, `framing` a spec's text. */
  exportPath: (
    id: string,
    kind: ExportKind,
    { stream, framing }: { readonly stream: number; readonly framing: string },
  ): string =>
    `/api/${named(id)}/export/${kind}?${new URLSearchParams({ stream: String(stream), framing }).toString()}`,
  downloadPath: (id: string): string => `/api/${named(id)}/file`,
  /** An address for such a path that a browser may open once, soon. */
  ticketed: async (path: string): Promise<string> => {
    const answer = await ask('POST', 'tickets', { path } satisfies TicketRequest)
    return ((await answer.json()) as Ticket).path
  },
}

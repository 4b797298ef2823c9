// Follows one session's file over the bridge's WebSocket, through any number of broken connections: what was read
// stays, and reading goes on behind it.
import type { FollowMessage } from '@unstick/session'
import type { Connection } from './protocol.ts'

export interface FollowerEvents {
  readonly connection: (connection: Connection) => void
  /** Everything given so far was of another file: forget it. */
  readonly restart: () => void
  readonly bytes: (bytes: Uint8Array) => void
  readonly live: (live: boolean) => void
  readonly trouble: (message: string) => void
}

const FIRST_WAIT = 250
const LONGEST_WAIT = 4_000

export class Follower {
  readonly #session: string
  readonly #events: FollowerEvents
  #socket: WebSocket | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #offset = 0
  #version = ''
  #wait = FIRST_WAIT
  #over = false

  constructor(session: string, events: FollowerEvents) {
    this.#session = session
    this.#events = events
    events.connection({ state: 'connecting' })
    this.#connect()
  }

  stop(): void {
    this.#over = true
    clearTimeout(this.#timer)
    this.#socket?.close()
  }

  #connect(): void {
    const query = new URLSearchParams({ offset: String(this.#offset), version: this.#version })
    const path = `/api/sessions/${encodeURIComponent(this.#session)}/follow?${query.toString()}`
    const address = new URL(path, location.href)
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
    const socket = new WebSocket(address)
    socket.binaryType = 'arraybuffer'
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (this.#over) return
      if (typeof data === 'string') this.#told(JSON.parse(data) as FollowMessage)
      else {
        this.#offset += data.byteLength
        this.#events.bytes(new Uint8Array(data))
      }
    }
    socket.onclose = () => void this.#closed()
    this.#socket = socket
  }

  #told(message: FollowMessage): void {
    switch (message.type) {
      case 'start':
        if (message.offset !== this.#offset || (this.#version !== '' && message.version !== this.#version))
          this.#events.restart()
        this.#offset = message.offset
        this.#version = message.version
        this.#wait = FIRST_WAIT
        this.#events.live(message.live)
        this.#events.connection({ state: 'following' })
        break
      case 'end':
        this.#over = true
        this.#events.live(false)
        this.#events.connection({ state: 'ended' })
        this.#socket?.close()
        break
      case 'trouble':
        this.#events.trouble(message.message)
    }
  }

  async #closed(): Promise<void> {
    if (this.#over) return
    this.#events.connection(await whyRefused(this.#session))
    this.#timer = setTimeout(() => this.#connect(), this.#wait)
    this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2)
  }
}

/** A WebSocket does not say why it was refused; the same session over HTTP does. */
const whyRefused = async (session: string): Promise<Connection> => {
  try {
    const answer = await fetch('/api/sessions')
    if (answer.status === 401) return { state: 'refused', message: 'The bridge does not know this page.' }
    if (!answer.ok) return { state: 'gone' }
    const list = (await answer.json()) as readonly { readonly id: string }[]
    return list.some(({ id }) => id === session)
      ? { state: 'connecting' }
      : { state: 'refused', message: `There is no session “${session}”.` }
  } catch (error) {
    if (error instanceof TypeError) return { state: 'gone' }
    throw error
  }
}

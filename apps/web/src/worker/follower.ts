// Follows one session's file over the bridge's WebSocket, through any number of broken connections: what was read
// stays, and reading continues after it.
import type { FollowerWord, FollowMessage } from '@unstick/api'
import { fetchedBytes } from './fetched-bytes.ts'
import type { Connection } from './messages.ts'

export interface FollowerEvents {
  /**
   * Asks for the token that lets the worker in; `undefined` if the bridge cannot be reached. `afresh`: a connection
   * broke, so the bridge must first show that it is there. `refused`: the token that it no longer accepted.
   */
  readonly bearer: (afresh: boolean, refused?: string) => Promise<string | undefined>
  readonly connection: (connection: Connection) => void
  /** Everything given so far belonged to another file: forget it. */
  readonly restart: () => void
  readonly bytes: (bytes: Uint8Array) => void
  readonly live: (live: boolean) => void
  readonly trouble: (message: string) => void
  /** What came could not be parsed, and repeating would not help: nothing more comes. */
  readonly failed: (error: unknown) => void
}

type Refused = Extract<FollowMessage, { readonly type: 'refused' }>

/** From this many bytes on, it fetches over HTTP, because a WebSocket is ten times as slow. */
const FAR = 256 * 1024
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
  #bearer = ''
  /** Why the bridge refuses to follow the session, as last reported. */
  #refusal: Refused | undefined
  /** Aborts the fetch that runs beside the socket. */
  #fetching = new AbortController()

  constructor(session: string, events: FollowerEvents) {
    this.#session = session
    this.#events = events
    events.connection({ state: 'connecting' })
    void this.#begin()
  }

  stop(): void {
    this.#over = true
    clearTimeout(this.#timer)
    this.#fetching.abort()
    this.#socket?.close()
  }

  async #begin(): Promise<void> {
    const bearer = await this.#events.bearer(false)
    if (this.#over) return
    if (bearer === undefined) await this.#connectAgain()
    else this.#connect(bearer)
  }

  #connect(bearer: string): void {
    this.#bearer = bearer
    this.#refusal = undefined
    const address = this.#address('follow', {
      offset: String(this.#offset),
      version: this.#version,
      far: String(FAR),
    })
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
    const socket = new WebSocket(address)
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => socket.send(JSON.stringify({ bearer } satisfies FollowerWord))
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (this.#over) return
      if (typeof data === 'string') this.#onMessage(JSON.parse(data) as FollowMessage)
      else this.#take(new Uint8Array(data))
    }
    socket.onclose = () => {
      this.#fetching.abort()
      if (!this.#over) void this.#connectAgain()
    }
    this.#socket = socket
  }

  #address(what: 'follow' | 'bytes', query: Record<string, string>): URL {
    const path = `/api/sessions/${encodeURIComponent(this.#session)}/${what}?${new URLSearchParams(query).toString()}`
    return new URL(path, location.href)
  }

  #take(bytes: Uint8Array): void {
    this.#offset += bytes.length
    try {
      this.#events.bytes(bytes)
    } catch (error) {
      this.stop()
      this.#events.failed(error)
    }
  }

  /**
   * Fetches what the socket leaves to it. If that breaks off, the socket ends too, and both start again after what was
   * read.
   */
  async #fetch(from: number, to: number): Promise<void> {
    const socket = this.#socket
    this.#fetching = new AbortController()
    const { signal } = this.#fetching
    try {
      const address = this.#address('bytes', { from: String(from), to: String(to), version: this.#version })
      for await (const bytes of fetchedBytes(address, this.#bearer, signal)) {
        if (signal.aborted) return
        this.#take(bytes)
      }
      if (this.#offset === to) socket?.send('on')
      else socket?.close()
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error
      socket?.close()
    }
  }

  #onMessage(message: FollowMessage): void {
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
      case 'far':
        void this.#fetch(message.from, message.to)
        break
      case 'end':
        this.#over = true
        this.#events.live(false)
        this.#events.connection({ state: 'ended' })
        this.#socket?.close()
        break
      case 'refused':
        this.#refusal = message
        break
      case 'trouble':
        this.#events.trouble(message.message)
    }
  }

  async #connectAgain(): Promise<void> {
    const refusal = this.#refusal
    const unknown = refusal?.code === 'TOKEN_MISSING'
    const bearer = await this.#events.bearer(true, unknown ? this.#bearer : undefined)
    // It may have been stopped meanwhile.
    if (this.#over) return
    if (bearer === undefined) this.#events.connection({ state: 'gone' })
    else if (refusal && !unknown)
      this.#events.connection({ state: 'refused', message: this.#wordsOf(refusal) })
    else this.#events.connection({ state: 'connecting' })
    this.#timer = setTimeout(
      () => (bearer === undefined ? void this.#connectAgain() : this.#connect(bearer)),
      this.#wait,
    )
    this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2)
  }

  #wordsOf({ code, message }: Refused): string {
    return code === 'SESSION_UNKNOWN' ? `There is no session “${this.#session}”.` : message
  }
}

// A browser's WebSocket cannot carry a bearer in its headers, so the bearer is its first message. Until then the bridge
// does not know who it is, so it allows few such sockets and does not wait long for them.
import { FollowerWord } from '@unstick/api'
import { Value } from 'typebox/value'
import type { Access } from '../access/access.ts'
import { refusal } from '../errors.ts'

/** The part of a `WebSocket` that is used here. */
export interface Speaker {
  once(event: 'message', listener: (data: Buffer, isBinary: boolean) => void): unknown
  once(event: 'close', gone: () => void): unknown
}

const LONGEST_MS = 10_000
const MOST = 32

export class FirstWords {
  readonly #access: Access
  /** In the order in which they connected. */
  readonly #unknown = new Map<Speaker, () => void>()

  constructor(access: Access) {
    this.#access = access
  }

  /** Resolves when the socket has sent a valid bearer. Rejects with `TOKEN_MISSING`. */
  async hear(socket: Speaker): Promise<void> {
    const bearer = bearerIn(await this.#firstWord(socket))
    if (bearer === undefined || (await this.#access.holderOf(bearer)) === undefined)
      throw refusal('TOKEN_MISSING')
  }

  /** `undefined` if none came in time. A new socket replaces the oldest, so that strangers cannot keep others out. */
  #firstWord(socket: Speaker): Promise<string | undefined> {
    return new Promise((resolve) => {
      const over = (word?: string): void => {
        clearTimeout(timer)
        this.#unknown.delete(socket)
        resolve(word)
      }
      const timer = setTimeout(over, LONGEST_MS)
      this.#unknown.set(socket, over)
      socket.once('message', (data: Buffer, isBinary) => over(isBinary ? undefined : data.toString()))
      socket.once('close', () => over())
      for (const giveWay of this.#unknown.values()) {
        if (this.#unknown.size <= MOST) break
        giveWay()
      }
    })
  }
}

const bearerIn = (word: string | undefined): string | undefined => {
  try {
    const message: unknown = JSON.parse(word ?? '')
    return Value.Check(FollowerWord, message) ? message.bearer : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

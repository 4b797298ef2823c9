// Follows a session over its WebSocket as the page does, to the end of the recording.
import WebSocket from 'ws'

export interface Followed {
  /** The binary messages' bytes, one after another. */
  readonly bytes: Buffer
  /** The text messages. */
  readonly words: { type: string; version?: string; code?: string; [more: string]: unknown }[]
}

/**
 * `address` is the HTTP address of `/api/sessions/ID/follow`. At a `far` message it calls `fetchFar` and then goes on.
 */
export const followToEnd = (
  address: string,
  token: string,
  fetchFar: (from: number, to: number) => Promise<void> = () => Promise.resolve(),
): Promise<Followed> =>
  new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    const words: Followed['words'] = []
    const socket = new WebSocket(address.replace(/^http/, 'ws'), {
      headers: { authorization: `Bearer ${token}` },
    })
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) pieces.push(data)
      else {
        const word = JSON.parse(data.toString()) as Followed['words'][number]
        words.push(word)
        if (word.type === 'far')
          void fetchFar(Number(word.from), Number(word.to)).then(() => socket.send('on'), reject)
      }
    })
    socket.on('error', reject)
    socket.on('close', () => resolve({ bytes: Buffer.concat(pieces), words }))
  })

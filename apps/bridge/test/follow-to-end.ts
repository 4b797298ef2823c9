// Follows a session over its WebSocket as the page does, to the end of the recording.
import WebSocket from 'ws'

export interface Followed {
  /** The binary messages' bytes, one after another. */
  readonly bytes: Buffer
  /** The text messages. */
  readonly words: { type: string; version?: string; code?: string; [more: string]: unknown }[]
}

/** `address` is the HTTP address of `/api/sessions/ID/follow`. */
export const followToEnd = (address: string, token: string): Promise<Followed> =>
  new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    const words: Followed['words'] = []
    const socket = new WebSocket(address.replace(/^http/, 'ws'), {
      headers: { authorization: `Bearer ${token}` },
    })
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) pieces.push(data)
      else words.push(JSON.parse(data.toString()) as Followed['words'][number])
    })
    socket.on('error', reject)
    socket.on('close', () => resolve({ bytes: Buffer.concat(pieces), words }))
  })

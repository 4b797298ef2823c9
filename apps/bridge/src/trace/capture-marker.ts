// A datagram from a socket to itself: once the capture shows it, it has shown all that was sent before.
import dgram from 'node:dgram'
import { once } from 'node:events'
import { heard } from '../heard.ts'

export class CaptureMarker {
  readonly #socket: dgram.Socket
  readonly port: number

  private constructor(socket: dgram.Socket) {
    this.#socket = socket
    this.port = socket.address().port
  }

  static async open(): Promise<CaptureMarker> {
    const socket = heard(dgram.createSocket('udp4'))
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
    return new CaptureMarker(socket)
  }

  /** If it cannot be sent or gets lost, another one must follow. */
  send(): void {
    this.#socket.send('', this.port, '127.0.0.1', () => undefined)
  }

  close(): void {
    this.#socket.close()
  }
}

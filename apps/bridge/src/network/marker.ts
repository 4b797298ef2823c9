// A datagram from a socket to itself: whatever was sent before it is in the capture when the capture shows it.
import dgram from 'node:dgram'
import { once } from 'node:events'
import { heard } from '../heard.ts'

export class Marker {
  readonly #socket: dgram.Socket
  readonly port: number

  private constructor(socket: dgram.Socket) {
    this.#socket = socket
    this.port = socket.address().port
  }

  static async open(): Promise<Marker> {
    const socket = heard(dgram.createSocket('udp4'))
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
    return new Marker(socket)
  }

  /** One that cannot be sent is as good as lost: another follows. */
  send(): void {
    this.#socket.send('', this.port, '127.0.0.1', () => undefined)
  }

  close(): void {
    this.#socket.close()
  }
}

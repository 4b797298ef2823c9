// A page in the recorder's benchmark: parses what comes and reports how much it was. `stalled` reads nothing between its
// first message and the end of its standard input.
import { once } from 'node:events'
import { CaptureReader } from '@unstick/pcapng'
import WebSocket from 'ws'

const [address, token, manner] = process.argv.slice(2)
const reader = new CaptureReader({ packet: () => undefined })
const socket = new WebSocket(address, { headers: { authorization: `Bearer ${token}` } })
let messages = 0
let resumed = 0
socket.on('message', (data, isBinary) => {
  if (!isBinary) return
  messages += 1
  reader.push(data)
  if (messages > 1) return
  console.log('following')
  if (manner === 'stalled') {
    socket.pause()
    process.stdin.resume().once('end', () => {
      resumed = performance.now()
      socket.resume()
    })
  }
})
let last = 0
socket.on('message', () => (last = performance.now()))
await once(socket, 'close')
reader.end()
const behind = manner === 'stalled' ? Math.round(last - resumed) : 0
console.log(JSON.stringify({ packets: reader.counts.packets, bytes: reader.offset, messages, behind }))
process.exit(reader.error ? 1 : 0)

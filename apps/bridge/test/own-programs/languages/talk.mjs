// A server and a client that log each write and each piece that came: its stream's ports and the bytes.
import { openSync, writeSync } from 'node:fs'
import { connect, createServer } from 'node:net'

const [role, port, path] = process.argv.slice(2)
const messages = [
  Buffer.from('hello'),
  Buffer.from('!'),
  Buffer.from(Array.from({ length: 3000 }, (_, i) => i * 7)),
]
const answers = ['answer', '多字节'].map((text) => Buffer.from(text))
const file = openSync(path, 'w')

const log = (call, from, to, data) => writeSync(file, `${call} ${from} ${to} ${data.toString('hex')}\n`)

/** The rest of a connection's life, after which its ports are known no more. */
const talkOn = (socket) => {
  const { localPort: here, remotePort: there } = socket
  const end = new Promise((resolve) => socket.on('end', resolve))
  socket.on('data', (data) => log('recv', there, here, data))
  return {
    end,
    async send(data) {
      await new Promise((resolve) => socket.write(data, resolve))
      log('send', here, there, data)
    },
    /** Several writes of which Node makes one call. */
    async sendTogether(pieces) {
      socket.cork()
      const written = pieces.map((piece) => new Promise((resolve) => socket.write(piece, resolve)))
      socket.uncork()
      await Promise.all(written)
      log('send', here, there, Buffer.concat(pieces))
    },
  }
}

if (role === 'server') {
  const listener = createServer({ allowHalfOpen: true }, async (socket) => {
    listener.close()
    const talk = talkOn(socket)
    await talk.end
    await talk.sendTogether(answers)
    socket.end()
  }).listen(Number(port))
} else {
  const socket = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true })
  await new Promise((resolve) => socket.once('connect', resolve))
  const talk = talkOn(socket)
  for (const message of messages) await talk.send(message)
  socket.end()
  await talk.end
}

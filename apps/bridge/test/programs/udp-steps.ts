// Makes one call after another on UDP sockets, for a test that watches the kernel's side.
import { UdpSocket } from '../../src/sockets/udp-socket.ts'

const host = '127.0.0.1'
const reader = await UdpSocket.open()
reader.setReceiveBuffer(4096)
reader.bind({ address: host, port: 0 })

const writer = await UdpSocket.open()
await writer.sendTo(new Uint8Array(2000).fill(0x61), reader.local)
await writer.sendTo(new TextEncoder().encode('next'), reader.local)
await reader.receiveFrom(1024)
await reader.receiveFrom(1024)

const answer = writer.receiveFrom(3)
await reader.sendTo(new TextEncoder().encode('answer'), writer.local)
await answer

const connected = await UdpSocket.open()
connected.connect(reader.local)
await connected.send(new TextEncoder().encode('hello'))
await reader.receiveFrom(65_535)
for (let flood = 0; flood < 20; flood += 1) await writer.sendTo(new Uint8Array(1000), reader.local)
console.log(reader.drops)

const port = reader.local
await reader.close()
await writer.sendTo(new Uint8Array(7), port)
await connected.send(new Uint8Array(8))
await connected.receive(1024).catch(() => undefined)
for (const socket of [writer, connected]) await socket.close()

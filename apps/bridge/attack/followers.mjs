// Followers that read nothing: what each costs, that the bridge ends beside them, and that memory does not grow in a minute
// in which followers come, stall and leave.
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { packetBlock, interfaceBlock, sectionHeaderBlock } from '@unstick/pcapng'
import WebSocket from 'ws'
import { ask, endBridge, fault, residentBytes, startBridge, temporaryHome } from './with/started-bridge.mjs'

const FOLLOWERS = 60
const SOAK = 60_000
const SIZE = 24 * 1024 * 1024
const MB = 1e6

const bridge = await startBridge(temporaryHome())
const data = new Uint8Array(1_400)
const packet = packetBlock({ interfaceId: 0, time: 1_000_000_000n, data })
const head = [sectionHeaderBlock({}), interfaceBlock({ linkType: 1 })]
const capture = Buffer.concat([...head, ...Array.from({ length: SIZE / packet.length }, () => packet)])
const row = await (await ask(bridge, '/api/sessions', { method: 'POST', body: capture })).json()

/** A follower that reads nothing after its first message. It waits until earlier ones are gone, if there are too many. */
const stalled = async () => {
  for (;;) {
    const socket = new WebSocket(`ws://127.0.0.1:${bridge.port}/api/sessions/${row.id}/follow`, {
      headers: { authorization: bridge.authorization },
      perMessageDeflate: false,
    })
    socket.on('error', () => undefined)
    const [first] = await Promise.race([once(socket, 'message'), once(socket, 'close').then(() => [])])
    if (first === undefined) {
      await sleep(50)
      continue
    }
    socket.pause()
    return socket
  }
}

/** The lowest of several readings, because garbage comes and goes. */
const settled = async () => {
  let least = Infinity
  for (let look = 0; look < 10; look += 1) {
    await sleep(300)
    least = Math.min(least, residentBytes(bridge))
  }
  return least
}

// The first ones create what all later ones share.
for (const socket of await Promise.all(Array.from({ length: 8 }, stalled))) socket.terminate()
const before = await settled()
const followers = await Promise.all(Array.from({ length: FOLLOWERS }, stalled))
const beside = await settled()
const each = (beside - before) / FOLLOWERS / 1024
console.log(
  `${FOLLOWERS} stalled followers: ${(before / MB).toFixed(0)} MB before, ${(beside / MB).toFixed(0)} MB beside them, ${each.toFixed(0)} KiB each`,
)
for (const socket of followers) socket.terminate()
await settled()

const looks = []
const end = performance.now() + SOAK
let rounds = 0
while (performance.now() < end) {
  const some = await Promise.all(Array.from({ length: 30 }, stalled))
  // Some read on and close properly, some just disappear.
  const gone = some.map((socket, index) => {
    const closed = once(socket, 'close')
    if (index % 3 === 0) {
      socket.resume()
      socket.close()
    } else socket.terminate()
    return closed
  })
  await Promise.all(gone)
  rounds += 1
  looks.push(residentBytes(bridge))
}
const third = Math.floor(looks.length / 3)
const mean = (all) => all.reduce((sum, each) => sum + each, 0) / all.length / MB
const middle = mean(looks.slice(third, 2 * third))
const late = mean(looks.slice(2 * third))
console.log(
  `${rounds * 30} followers in ${SOAK / 1_000} s: ${middle.toFixed(0)} MB in the middle third, ${late.toFixed(0)} MB in the last`,
)
if (late > middle * 1.15) fault('memory grows')

await Promise.all(Array.from({ length: 20 }, stalled))
const took = await endBridge(bridge)
console.log(`SIGTERM beside 20 stalled followers: ended in ${took.toFixed(0)} ms`)
if (took > 2_000) fault('ending took more than 2 s')
process.exit()

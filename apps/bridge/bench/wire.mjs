// The wire between two hosts: how late packets arrive beyond the delay that was set, how many pass in a second, and
// what it costs while nothing passes. Run `npm run build` first. It starts itself again for each of the three, in new
// namespaces.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { CaptureReader, interfaceBlock, LINK_ETHERNET, sectionHeaderBlock } from '@unstick/pcapng'
import { makeTwoHosts } from '../src/hosts/two-hosts.ts'
import { WireChild } from '../src/network/wire-child.ts'
import { searchPath } from '../src/tools.ts'

const DATAGRAMS = 2_000
const DELAY = 10
const BULK = 64 * 1024 * 1024
const IDLE_SECONDS = 5
const UDP = 17
const UDP_PAYLOAD_AT = 14 + 20 + 8
/** Of /proc/PID/stat's times, in a second: USER_HZ, 100 on every usual kernel. */
const TICKS = 100

const plain = { mtu: 1500, rate: 0, delay: 0, jitter: 0, loss: 0, reorder: 0, duplicate: 0, seed: 1 }

/** Two hosts and a wire; `packet` is called for each record. */
const network = async (settings, packet) => {
  const wire = WireChild.start()
  const hosts = await makeTwoHosts()
  const reader = new CaptureReader({ packet })
  reader.push(sectionHeaderBlock({}))
  for (const { place } of hosts) reader.push(interfaceBlock({ linkType: LINK_ETHERNET, name: place.name }))
  const ends = hosts.map(({ place }, logInterface) => ({ name: place.wireEnd, logInterface }))
  await wire.begin(
    { settings: { ...plain, ...settings }, ends },
    (blocks) => reader.push(blocks),
    () => Promise.resolve(),
  )
  return { wire, hosts }
}

const quantile = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]

const lateness = async () => {
  const epoch = Math.floor(Date.now() / 1_000)
  const left = new Map()
  const late = []
  const { wire, hosts } = await network({ delay: DELAY }, (packet) => {
    const { data, start, length } = packet
    if (length < UDP_PAYLOAD_AT + 4 || data[start + 23] !== UDP) return
    const number = new DataView(data.buffer, data.byteOffset + start + UDP_PAYLOAD_AT).getUint32(0)
    const time = (packet.seconds - epoch) * 1e9 + packet.nanoseconds
    if (packet.interfaceIndex === 1) left.set(number, time)
    else late.push((time - left.get(number)) / 1e3 - DELAY * 1e3)
  })
  const [server, client] = hosts
  const reader = await server.udp()
  reader.bind({ address: server.address, port: 5000 })
  const writer = await client.udp()
  const bytes = new Uint8Array(64)
  for (let number = 0; number < DATAGRAMS; number += 1) {
    new DataView(bytes.buffer).setUint32(0, number)
    await writer.sendTo(bytes, { address: server.address, port: 5000 })
    await sleep(1)
  }
  await wire.end()
  late.sort((a, b) => a - b)
  console.log(
    `late beyond ${DELAY} ms, of ${late.length} packets: p50 ${quantile(late, 0.5).toFixed(0)} µs, p99 ${quantile(late, 0.99).toFixed(0)} µs`,
  )
}

const throughput = async () => {
  let packets = 0
  const { wire, hosts } = await network({}, () => (packets += 1))
  const [server, client] = hosts
  const listener = await server.listen()
  const accepted = listener.accept()
  const sender = await client.connect(listener.local)
  const receiver = await accepted
  const began = performance.now()
  const sending = (async () => {
    const piece = new Uint8Array(256 * 1024)
    for (let sent = 0; sent < BULK; sent += piece.length) await sender.send(piece)
    await sender.shutdown()
  })()
  let received = 0
  for (let bytes = await receiver.recv(1 << 20); bytes.length > 0; bytes = await receiver.recv(1 << 20))
    received += bytes.length
  await sending
  const seconds = (performance.now() - began) / 1_000
  const { overrun, unrecorded } = await wire.end()
  console.log(
    `${received / 2 ** 20} MiB in ${seconds.toFixed(2)} s: ${Math.round(packets / 2 / seconds)} packets a second, each recorded twice; ${overrun} overrun, ${unrecorded} unrecorded`,
  )
  await Promise.all([sender.close(), receiver.close(), listener.close()])
}

const idle = async () => {
  const { wire } = await network({}, () => undefined)
  const ticks = () => {
    const fields = readFileSync(`/proc/${wire.id}/stat`, 'latin1').split(') ')[1].split(' ')
    return Number(fields[11]) + Number(fields[12])
  }
  const before = ticks()
  await sleep(IDLE_SECONDS * 1_000)
  console.log(`idle: ${((100 * (ticks() - before)) / TICKS / IDLE_SECONDS).toFixed(1)} % of a processor`)
  await wire.end()
}

const parts = { lateness, throughput, idle }
const [, , part] = process.argv
if (part in parts) {
  await parts[part]()
  process.exit()
}
console.log(`${cpus().length} processors, load ${loadavg()[0].toFixed(1)}`)
const namespaces = ['--user', '--map-root-user', '--net', '--pid', '--fork', '--kill-child=KILL']
for (const name of Object.keys(parts)) {
  const { status } = spawnSync(
    'unshare',
    [...namespaces, process.execPath, ...process.execArgv, fileURLToPath(import.meta.url), name],
    { stdio: 'inherit', env: { ...process.env, PATH: searchPath(process.env.PATH) } },
  )
  process.exitCode ||= status ?? 1
}

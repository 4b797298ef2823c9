// Kills a bridge in the middle of imports, renames, deletions and undoings, again and again on one folder, and reports what
// is then missing of everything it had acknowledged. Ends with 1 if something is. It uses the built bridge.
//
//     ROUNDS=200 SEED=1 node apps/bridge/attack/kill-changes.mjs
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const rounds = Number(process.env.ROUNDS ?? 200)
const seed = Number(process.env.SEED ?? 1)
const program = fileURLToPath(new URL('../bin/unstick.js', import.meta.url))
const capture = await readFile(
  fileURLToPath(new URL('../../../packages/session/test/fixtures/plain.pcap', import.meta.url)),
)

/** Numbers from 0 to 1 (mulberry32). */
let state = seed
const random = () => {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
}

const home = await mkdtemp(join(tmpdir(), 'unstick-attack-'))
const sessions = join(home, 'sessions')
/** By session: the titles and places that it may have, from the last acknowledged change and the requests since. */
const known = new Map()
const fresh = () => ({ titles: new Set(['imported']), places: new Set(['folder']), open: 0, asked: 0 })
const lost = []

const start = async () => {
  const child = spawn(process.execPath, [program, '--port', '0', '--no-open', '--sessions', sessions], {
    env: { ...process.env, UNSTICK_HOME: home, NODE_EXTRA_CA_CERTS: '' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const { origin, searchParams } = new URL(line)
    return { child, origin, token: searchParams.get('token') }
  }
  throw new Error('the bridge ended before it printed its address')
}

const change = async ({ origin, token }) => {
  const ask = async (path, method, body, type) => {
    const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': type }) }
    const answer = await fetch(`${origin}/api/sessions${path}`, { method, headers, body })
    const value = await answer.json()
    if (answer.status >= 500) lost.push(`${method} ${path} was answered with ${answer.status}`)
    return { ok: answer.ok, value }
  }
  const ids = [...known.keys()]
  const id = ids[Math.floor(random() * ids.length)]
  const kind = id === undefined ? 0 : Math.floor(random() * 4)
  if (kind === 0) {
    const { ok, value } = await ask('?title=imported', 'POST', capture, 'application/octet-stream')
    if (ok) known.set(value.id, fresh())
    return
  }
  const one = known.get(id)
  const title = `title ${Math.floor(random() * 1e9)}`
  const place = kind === 2 ? 'trash' : 'folder'
  if (kind === 1) one.titles.add(title)
  else one.places.add(place)
  const alone = one.open === 0
  one.open += 1
  one.asked += 1
  const { asked } = one
  const { ok } = await (kind === 1
    ? ask(`/${id}`, 'PATCH', JSON.stringify({ title }), 'application/json')
    : kind === 2
      ? ask(`/${id}`, 'DELETE')
      : ask(`/${id}/restore`, 'POST'))
  one.open -= 1
  // If nothing else was asked of this session meanwhile, its state is exactly what was acknowledged.
  if (!ok || !alone || one.asked !== asked) return
  if (kind === 1) one.titles = new Set([title])
  else one.places = new Set([place])
}

const titleIn = async (file) => /"title":"([^"]*)"/.exec((await readFile(file)).toString('latin1'))?.[1]

/** Each session is complete, in exactly one place, and has a title that was asked for. */
const check = async () => {
  const trash = await readdir(join(sessions, '.trash'))
  const folder = (await readdir(sessions)).filter((name) => name.endsWith('.pcapng'))
  for (const [id, one] of known) {
    const places = [
      ...folder.filter((name) => name === `${id}.pcapng`).map((name) => join(sessions, name)),
      ...trash.filter((name) => name.startsWith(`${id}.`)).map((name) => join(sessions, '.trash', name)),
    ]
    if (places.length !== 1) lost.push(`${id} is in ${places.length} places`)
    for (const place of places) {
      const title = await titleIn(place)
      if (!one.titles.has(title)) lost.push(`${id} is called ${title}`)
      const where = place.includes('.trash') ? 'trash' : 'folder'
      if (!one.places.has(where)) lost.push(`${id} is in the ${where}`)
      known.set(id, { ...fresh(), titles: new Set([title]), places: new Set([where]) })
    }
  }
  for (const name of folder) {
    const id = name.slice(0, -'.pcapng'.length)
    // Imported, but killed before the answer.
    if (!known.has(id)) known.set(id, fresh())
  }
}

let changes = 0
for (let round = 0; round < rounds; round += 1) {
  const bridge = await start()
  const left = (await readdir(join(sessions, '.bridges'))).filter((name) => name.includes('.new.'))
  if (left.length > 0) lost.push(`${left.length} unfinished files were left at the start`)
  await check()
  let running = true
  const worker = async () => {
    while (running) {
      try {
        await change(bridge)
        changes += 1
      } catch {
        // The bridge is dead, so the last request was not acknowledged.
        return
      }
    }
  }
  const workers = Array.from({ length: 6 }, worker)
  await sleep(20 + random() * 400)
  const gone = once(bridge.child, 'exit')
  bridge.child.kill('SIGKILL')
  running = false
  await Promise.all([...workers, gone])
}
const last = await start()
await check()
const gone = once(last.child, 'exit')
last.child.kill('SIGTERM')
await gone
await rm(home, { recursive: true })
for (const each of lost) console.error(each)
console.log(
  `${rounds} kills (seed ${seed}), ${changes} acknowledged changes of ${known.size} sessions: ${lost.length} faults`,
)
process.exitCode = lost.length > 0 ? 1 : 0

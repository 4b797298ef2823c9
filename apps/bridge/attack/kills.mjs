// Ends the bridge with SIGKILL in the middle of its work, again and again: after each restart everything acknowledged is
// there, and everything listed can be read.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask, endBridge, fault, startBridge, temporaryHome } from './with/started-bridge.mjs'

const ROUNDS = 40
const capture = readFileSync(
  fileURLToPath(new URL('../../../packages/session/test/fixtures/plain.pcap', import.meta.url)),
)
const home = temporaryHome()
/** By id, the last acknowledged title; `undefined` if a rename was in progress when the bridge was killed. */
const titles = new Map()
const acknowledged = { imports: 0, renames: 0, runs: 0, deletions: 0, exports: 0 }

const json = async (answer) => (answer.ok ? answer.json() : undefined)

const works = {
  import: async (bridge) => {
    const row = await json(
      await ask(bridge, '/api/sessions?title=imported', { method: 'POST', body: capture }),
    )
    if (!row) return
    titles.set(row.id, row.title)
    acknowledged.imports += 1
  },
  rename: async (bridge) => {
    const id = [...titles.keys()].at(-1)
    if (id === undefined) return
    const title = `renamed ${acknowledged.renames}`
    titles.set(id, undefined)
    const row = await json(await ask(bridge, `/api/sessions/${id}`, { method: 'PATCH', json: { title } }))
    if (!row) return
    titles.set(id, row.title)
    acknowledged.renames += 1
  },
  delete: async (bridge) => {
    const [id] = titles.keys()
    if (titles.size < 20 || id === undefined) return
    titles.delete(id)
    if ((await ask(bridge, `/api/sessions/${id}`, { method: 'DELETE' })).ok) acknowledged.deletions += 1
  },
  run: async (bridge) => {
    const body = { experiment: 'hello-world', conditions: { wait: 20 }, framing: 'none' }
    const started = await json(await ask(bridge, '/api/runs', { method: 'POST', json: body }))
    if (!started) return
    titles.set(started.session, 'hello + world')
    acknowledged.runs += 1
  },
  export: async (bridge) => {
    const id = [...titles.keys()].at(-1)
    if (id === undefined) return
    const answer = await ask(bridge, `/api/sessions/${id}/export/pcapng`)
    await answer.arrayBuffer()
    acknowledged.exports += 1
  },
}

const keepDoing = async (work, bridge, over) => {
  while (!over.aborted) {
    try {
      await work(bridge)
      await sleep(1)
    } catch {
      // The bridge was killed in the middle, so the request was not acknowledged.
      return
    }
  }
}

const check = async (bridge) => {
  const rows = new Map((await json(await ask(bridge, '/api/sessions'))).map((row) => [row.id, row]))
  for (const [id, title] of titles) {
    const row = rows.get(id)
    if (!row) fault(`${id} was acknowledged and is gone`)
    else if (title !== undefined && row.title !== title)
      fault(`${id} is "${row.title}" instead of "${title}"`)
    if (!row) titles.delete(id)
    else titles.set(id, row.title)
  }
}

for (let round = 0; round < ROUNDS; round += 1) {
  const bridge = await startBridge(home)
  await check(bridge)
  const over = new AbortController()
  const all = Object.values(works).map((work) => keepDoing(work, bridge, over.signal))
  // At another moment in each round, so that the kills hit every step.
  await sleep(100 + ((round * 97) % 1_500))
  await endBridge(bridge, 'SIGKILL')
  over.abort()
  await Promise.all(all)
}
const last = await startBridge(home)
await check(last)
const took = await endBridge(last)
console.log(
  `${ROUNDS} kills; acknowledged before them:`,
  acknowledged,
  `the last end took ${took.toFixed(0)} ms`,
)

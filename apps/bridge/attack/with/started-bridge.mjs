// A built bridge as a separate process, for attacks on it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// For each attack a bridge and a folder are registered here.
process.setMaxListeners(0)

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

/** A folder that is removed when this process ends. */
export const temporaryHome = () => {
  const home = mkdtempSync(join(tmpdir(), 'unstick-attack-'))
  process.on('exit', () => rmSync(home, { recursive: true, force: true }))
  return home
}

/** Resolves when it has printed its address. `said` is everything that it has printed so far. */
export const startBridge = async (home) => {
  const child = spawn(process.execPath, [main, '--port', '0', '--no-open'], {
    env: { ...process.env, UNSTICK_HOME: home, UNSTICK_TRACE: '1', NODE_EXTRA_CA_CERTS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  process.on('exit', () => child.kill('SIGKILL'))
  const bridge = { child, said: '', home, folder: join(home, 'sessions') }
  child.stderr.on('data', (piece) => (bridge.said += piece))
  let address = ''
  while (!address.includes('\n')) {
    const [piece] = await once(child.stdout, 'data')
    address += piece
  }
  const { origin, port, searchParams } = new URL(address.trim())
  const authorization = `Bearer ${searchParams.get('token')}`
  return Object.assign(bridge, { origin, port: Number(port), authorization })
}

/** Ends it with that signal, and returns how many milliseconds that took. */
export const endBridge = async ({ child }, signal = 'SIGTERM') => {
  const begun = performance.now()
  const exit = once(child, 'exit')
  child.kill(signal)
  await exit
  return performance.now() - begun
}

/** Bytes of memory that the process has now. */
export const residentBytes = ({ child }) =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) * 1024

export const ask = (bridge, path, { method = 'GET', json, body, type } = {}) =>
  fetch(bridge.origin + path, {
    method,
    headers: {
      authorization: bridge.authorization,
      ...(json && { 'content-type': 'application/json' }),
      ...(body && { 'content-type': type ?? 'application/octet-stream' }),
    },
    body: json ? JSON.stringify(json) : body,
  })

/** Reports a fault, and makes this process end with 1. */
export const fault = (sentence) => {
  console.error(`FAULT: ${sentence}`)
  process.exitCode = 1
}

// A real bridge on a port that the kernel picks, in a folder of its own, for tests that speak to it by hand.
import { mkdtemp, rm } from 'node:fs/promises'
import http from 'node:http'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RouteOptions } from 'fastify'
import { systemClock } from '../src/clock.ts'
import { Access } from '../src/access/access.ts'
import { KeptSecret } from '../src/access/kept-secret.ts'
import { type Bounds, buildServer } from '../src/http/server.ts'
import { Runs } from '../src/runs/runs.ts'
import { hostLoopback } from '../src/network/host-loopback.ts'
import type { Networks } from '../src/network/network.ts'
import { SessionsFolder } from '../src/sessions/sessions-folder.ts'

export const token = 'a-token-for-tests'

export interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly text: string
}

export interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export interface Start {
  readonly page?: string
  readonly maxImport?: number
  readonly maxSeconds?: number
  readonly networks?: Networks
  readonly bounds?: Partial<Bounds>
  /** Milliseconds since the epoch. */
  readonly now?: () => number
  /** The folder of another bridge, to share it. */
  readonly sessions?: string
}

export class LiveBridge {
  readonly port: number
  readonly folder: SessionsFolder
  readonly runs: Runs
  /** Failures that are not refusals. A test expects none. */
  readonly failures: readonly Error[]
  readonly access: Access
  /** Where the secret lies. */
  readonly home: string
  /** All that Fastify knows. */
  readonly routes: readonly RouteOptions[]
  readonly #close: () => Promise<void>

  private constructor(
    port: number,
    folder: SessionsFolder,
    runs: Runs,
    access: Access,
    home: string,
    routes: readonly RouteOptions[],
    failures: readonly Error[],
    close: () => Promise<void>,
  ) {
    this.port = port
    this.folder = folder
    this.runs = runs
    this.access = access
    this.home = home
    this.routes = routes
    this.failures = failures
    this.#close = close
  }

  static async start({
    page = '/nowhere',
    maxImport = 1_000_000,
    maxSeconds = 60,
    networks = hostLoopback,
    bounds = {},
    sessions,
    now = Date.now,
  }: Start = {}): Promise<LiveBridge> {
    const root = await mkdtemp(join(tmpdir(), 'unstick-'))
    const folder = await SessionsFolder.open(sessions ?? join(root, 'sessions'), systemClock())
    const runs = new Runs(folder, networks, maxSeconds)
    const home = join(root, 'home')
    const kept = await KeptSecret.open(home, () => undefined)
    const access = new Access({ token, kept, now })
    const routes: RouteOptions[] = []
    const onRoute = (route: RouteOptions) => void routes.push(route)
    const failures: Error[] = []
    const onFailure = (error: Error) => void failures.push(error)
    const app = await buildServer({ folder, runs, access, page, maxImport, onFailure, onRoute, bounds })
    await app.listen({ host: '127.0.0.1', port: 0 })
    const address = app.server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    return new LiveBridge(port, folder, runs, access, home, routes, failures, async () => {
      await runs.close()
      await app.close()
      await folder.close()
      await rm(root, { recursive: true })
    })
  }

  close(): Promise<void> {
    return this.#close()
  }

  /** One request exactly as given: no token, and no Origin unless given. */
  ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = http.request(
        { host: '127.0.0.1', port: this.port, path, method, headers, agent: false },
        (response) => {
          const pieces: Buffer[] = []
          response.on('data', (piece: Buffer) => pieces.push(piece))
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: Buffer.concat(pieces).toString(),
            }),
          )
        },
      )
      request.on('error', reject)
      request.end(body)
    })
  }

  /** With the token, and JSON both ways. */
  async call(path: string, method = 'GET', body?: object): Promise<{ status: number; value: unknown }> {
    const { status, text } = await this.ask(path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status, value: text === '' ? undefined : (JSON.parse(text) as unknown) }
  }

  /**
   * Sends these bytes and returns everything that comes back until the bridge closes the connection. `end` means that no
   * more bytes follow. Rejects if the bridge keeps it open for longer than `patience`, in milliseconds.
   */
  raw(text: string, { end = false, patience = 30_000 } = {}): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = net.connect({ port: this.port, host: '127.0.0.1', allowHalfOpen: true }, () => {
        if (end) socket.end(text, 'latin1')
        else socket.write(text, 'latin1')
      })
      const pieces: Buffer[] = []
      const late = setTimeout(() => {
        socket.destroy()
        reject(new Error(`still open: ${JSON.stringify(text.slice(0, 200))}`))
      }, patience)
      socket.on('data', (piece) => pieces.push(piece))
      socket.on('end', () => socket.end())
      // If the bridge closes while bytes are still arriving, the connection is reset. What it sent before was read.
      socket.on('error', () => undefined)
      socket.on('close', () => {
        clearTimeout(late)
        resolve(Buffer.concat(pieces).toString())
      })
    })
  }
}

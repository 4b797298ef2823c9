// Starts the bridge for the commands that serve a page, and ends it again.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { builtPage } from '../places.ts'
import { type Clock, wallClock } from '../clock.ts'
import { errnoOf, refusal } from '../errors.ts'
import { CookieSigner, keptSecret } from '../http/cookie-signer.ts'
import { type App, buildServer } from '../http/server.ts'
import { Runs } from '../runs/runs.ts'
import { PrivateNetworks } from '../network/private-networks.ts'
import { SessionsFolder, unstickHome } from '../sessions/sessions-folder.ts'
import { liveWithoutReader, say, sayFailure } from './output.ts'

export interface ServeOptions {
  readonly port: number
  readonly sessions?: string
  readonly open: boolean
}

export interface Bridge {
  readonly folder: SessionsFolder
  /** The page's address with its token; `query` is added to it. */
  address(query?: Readonly<Record<string, string>>): string
  close(): Promise<void>
}

/** How many ports after the wanted one are tried. */
const PORTS_TRIED = 20
const host = '127.0.0.1'

/** Throws `FOLDER_UNUSABLE`, `NO_FREE_PORT`, `CANNOT_LISTEN`. */
export const startBridge = async ({ port, sessions }: ServeOptions): Promise<Bridge> => {
  liveWithoutReader()
  const home = unstickHome()
  const folder = await SessionsFolder.open(sessions ?? join(home, 'sessions'), wallClock)
  const token = randomBytes(32).toString('base64url')
  const runs = new Runs(folder, new PrivateNetworks({ spare: true }))
  const cookies = new CookieSigner(await secretOf(home), () => millisecondsOf(wallClock))
  const onFailure = (error: Error) => sayFailure(error, 'a request failed')
  const app = await buildServer({ folder, runs, token, cookies, page: builtPage, onFailure })
  const taken = await listen(app, port)
  return {
    folder,
    address: (query = {}) =>
      `http://${host}:${taken}/?${new URLSearchParams({ token, ...query }).toString()}`,
    close: async () => {
      await runs.close()
      await app.close()
      await folder.close()
    },
  }
}

const secretOf = async (home: string): Promise<Uint8Array> => {
  const { secret, trouble } = await keptSecret(home)
  if (trouble !== undefined) say(`${trouble}: pages that are open now must be opened anew after a restart.`)
  return secret
}

/** Listens on the first free port from `first` on; 0 lets the kernel pick one. */
const listen = async (app: App, first: number): Promise<number> => {
  const last = first === 0 ? 0 : Math.min(first + PORTS_TRIED, 65_535)
  for (let port = first; port <= last; port += 1) {
    try {
      await app.listen({ host, port })
      const address = app.server.address()
      const taken = typeof address === 'object' && address ? address.port : port
      if (port !== first) say(`Port ${first} is taken; this is port ${port}.`)
      return taken
    } catch (error) {
      const errno = errnoOf(error)
      if (errno === undefined) throw error
      if (errno !== 'EADDRINUSE' && errno !== 'EACCES')
        throw refusal('CANNOT_LISTEN', host, errno, remedy(errno))
    }
  }
  throw refusal('NO_FREE_PORT', first, last)
}

/** A machine with IPv6 alone has no such address. The experiments need it too, so another one would not help. */
const remedy = (errno: string): string =>
  errno === 'EADDRNOTAVAIL' ? ' `sudo ip addr add 127.0.0.1/8 dev lo` adds that address.' : ''

const millisecondsOf = (clock: Clock): number => Number(clock() / 1_000_000n)

// Starts and ends the bridge for the commands that serve a page.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { builtPage } from '../places.ts'
import { wallClock } from '../clock.ts'
import { errnoOf, refusal } from '../errors.ts'
import { Access } from '../access/access.ts'
import { KeptSecret } from '../access/kept-secret.ts'
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
  /** The page's address with its token and `query`. */
  address(query?: Readonly<Record<string, string>>): string
  close(): Promise<void>
}

/** How many ports are tried after the wanted one. */
const PORTS_TRIED = 20
/** How often a bridge at rest looks whether there was a logout. */
const LOOK_MS = 500
const host = '127.0.0.1'

/** Throws `FOLDER_UNUSABLE`, `NO_FREE_PORT`, `CANNOT_LISTEN`. */
export const startBridge = async ({ port, sessions }: ServeOptions): Promise<Bridge> => {
  liveWithoutReader()
  const home = unstickHome()
  const folder = await SessionsFolder.open(sessions ?? join(home, 'sessions'), wallClock)
  const token = randomBytes(32).toString('base64url')
  const runs = new Runs(folder, new PrivateNetworks({ spare: true }))
  const kept = await KeptSecret.open(home, (trouble) =>
    say(`${trouble}; to use a page that was open, open the address that the terminal prints.`),
  )
  const access = new Access({ token, kept, now: Date.now })
  const onFailure = (error: Error) => sayFailure(error, 'a request failed')
  const app = await buildServer({ folder, runs, access, page: builtPage, onFailure })
  const taken = await listen(app, port)
  const looking = setInterval(() => void access.look(), LOOK_MS)
  return {
    folder,
    address: (query = {}) =>
      `http://${host}:${taken}/?${new URLSearchParams({ token, ...query }).toString()}`,
    close: async () => {
      clearInterval(looking)
      await runs.close()
      await app.close()
      await folder.close()
    },
  }
}

/** Listens on the first free port, starting from `first`. With 0 the kernel picks one. */
const listen = async (app: App, first: number): Promise<number> => {
  const last = first === 0 ? 0 : Math.min(first + PORTS_TRIED, 65_535)
  for (let port = first; port <= last; port += 1) {
    try {
      await app.listen({ host, port })
      const address = app.server.address()
      const taken = typeof address === 'object' && address ? address.port : port
      if (port !== first) say(`Port ${first} is taken, so this is port ${port}.`)
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

/** A machine with only IPv6 has no such address. The experiments need it too, so another address would not help. */
const remedy = (errno: string): string =>
  errno === 'EADDRNOTAVAIL' ? ' `sudo ip addr add 127.0.0.1/8 dev lo` adds that address.' : ''

// A page as the bridge sees it, written out by hand from ARCHITECTURE.md: it has a key, makes the bridge show that it
// has it too, shows it itself, and is given a bearer.
import { createHmac, randomBytes } from 'node:crypto'
import type { Answer, Asked } from './live-bridge.ts'

export interface Asks {
  ask(path: string, asked: Asked): Promise<Answer>
}

export interface Key {
  readonly bytes: Uint8Array
  /** Milliseconds since the epoch; of a page key. */
  readonly expires?: number
}

/** What a page has once it was let in by the token. */
export interface Entered {
  readonly bearer: string
  readonly page: Key | undefined
}

export const tokenKey = (token: string): Key => ({ bytes: Buffer.from(token) })

const hmac = ({ bytes }: Key, text: string): Buffer => createHmac('sha256', bytes).update(text).digest()

export const nameOf = (key: Key): string =>
  hmac(key, 'unstick key name 1').subarray(0, 16).toString('base64url')

export const post = (bridge: Asks, path: string, body: object, headers: Asked['headers'] = {}) =>
  bridge.ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

const named = (key: Key): object => ({
  key: nameOf(key),
  ...(key.expires !== undefined && { expires: key.expires }),
})

export interface Challenged {
  readonly nonce: string
  readonly challenge: string
  readonly process: string
  readonly proof: string
}

export const challenge = async (bridge: Asks, key: Key, headers: Asked['headers'] = {}) => {
  const nonce = randomBytes(16).toString('base64url')
  const { status, text } = await post(bridge, '/api/access/challenge', { ...named(key), nonce }, headers)
  return { status, text, challenged: { nonce, ...(JSON.parse(text) as object) } as Challenged }
}

export const proofOf = (
  role: 'bridge' | 'page',
  key: Key,
  origin: string,
  { nonce, challenge, process }: Challenged,
): string =>
  hmac(key, ['unstick proof 1', role, origin, nonce, challenge, process].join('\n')).toString('base64url')

export const prove = (
  bridge: Asks,
  key: Key,
  { nonce, challenge }: Challenged,
  proof: string,
  headers: Asked['headers'] = {},
) => post(bridge, '/api/access/admission', { ...named(key), nonce, challenge, proof }, headers)

/** All of it; `origin` is the bridge's own. */
export const enter = async (bridge: Asks, origin: string, key: Key): Promise<Entered> => {
  const { challenged } = await challenge(bridge, key)
  if (challenged.proof !== proofOf('bridge', key, origin, challenged))
    throw new Error('this is not the bridge')
  const { status, text } = await prove(bridge, key, challenged, proofOf('page', key, origin, challenged))
  if (status !== 200) throw new Error(text)
  const { bearer, page } = JSON.parse(text) as {
    bearer: string
    page?: { key: string; expires: number }
  }
  return {
    bearer,
    page: page && { bytes: Buffer.from(page.key, 'base64url'), expires: page.expires },
  }
}

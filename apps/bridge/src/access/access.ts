// Decides who may use the bridge: whoever has the terminal's token, and pages that prove that they have a key.
import { createHmac, randomBytes } from 'node:crypto'
import {
  type Admission,
  type AdmissionRequest,
  type Challenge,
  type ChallengeRequest,
  KEY_NAME_TEXT,
  proofText,
} from '@unstick/api'
import { refusal } from '../errors.ts'
import { Bearers } from './bearers.ts'
import { Challenges } from './challenges.ts'
import type { KeptSecret } from './kept-secret.ts'
import { sameText } from './same-text.ts'
import { Tickets } from './tickets.ts'

const PAGE_KEY_LIFETIME_MS = 7 * 24 * 60 * 60 * 1_000

export interface AccessOptions {
  /** New and random at each start. It allows everything. */
  readonly token: string
  readonly kept: KeptSecret
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** Who holds a bearer. The terminal's token outlives a logout, a page's bearer does not. */
export type Holder = 'terminal' | 'page'

interface NamedKey {
  /** Cut from the HMAC of `KEY_NAME_TEXT` by the key. */
  readonly key: string
  /** Milliseconds since the epoch, of a page key. */
  readonly expires?: number | undefined
}

export class Access {
  /** Identifies this process to pages. */
  readonly #process = randomBytes(16).toString('base64url')
  readonly #token: string
  readonly #kept: KeptSecret
  readonly #now: () => number
  readonly #bearers = new Bearers()
  readonly #tickets: Tickets
  readonly #challenges: Challenges
  #secret: Uint8Array | undefined
  #revoking = new AbortController()

  constructor({ token, kept, now }: AccessOptions) {
    this.#token = token
    this.#kept = kept
    this.#now = now
    this.#tickets = new Tickets(now)
    this.#challenges = new Challenges(now)
  }

  /** The bridge's proof for a page of `origin`. Throws `TOKEN_MISSING`. */
  async challenge(origin: string, { nonce, ...named }: ChallengeRequest): Promise<Challenge> {
    const key = await this.#keyOf(origin, named)
    const challenge = this.#challenges.make(nonce)
    const proof = macOf(key, proofText('bridge', { origin, nonce, challenge, process: this.#process }))
    return { challenge, process: this.#process, proof }
  }

  /** What a page of `origin` gets for its proof. Throws `TOKEN_MISSING`. */
  async admit(origin: string, { nonce, challenge, proof, ...named }: AdmissionRequest): Promise<Admission> {
    const key = await this.#keyOf(origin, named)
    const wanted = macOf(key, proofText('page', { origin, nonce, challenge, process: this.#process }))
    if (!sameText(proof, wanted) || !this.#challenges.isGood(challenge, nonce)) throw refusal('TOKEN_MISSING')
    this.#challenges.useUp(challenge)
    const bearer = this.#bearers.make()
    if (named.expires !== undefined) return { bearer }
    const expires = this.#now() + PAGE_KEY_LIFETIME_MS
    const page = pageKey(await this.#refreshed(), origin, expires)
    return { bearer, page: { key: page.toString('base64url'), expires } }
  }

  /** Who holds this bearer; `undefined` if it does not count. */
  async holderOf(bearer: string): Promise<Holder | undefined> {
    if (sameText(bearer, this.#token)) return 'terminal'
    await this.#refreshed()
    return this.#bearers.use(bearer) ? 'page' : undefined
  }

  ticketFor(path: string): string {
    return this.#tickets.make(path)
  }

  async takeTicket(ticket: string, path: string): Promise<boolean> {
    await this.#refreshed()
    return this.#tickets.take(ticket, path)
  }

  /** Aborts when the pages admitted so far lose their access. */
  get revoked(): AbortSignal {
    return this.#revoking.signal
  }

  /** Checks whether there was a logout. Call it regularly, so that pages that only listen notice too. */
  async look(): Promise<void> {
    await this.#refreshed()
  }

  /** The current secret. Forgets everything that an earlier one admitted. */
  async #refreshed(): Promise<Uint8Array> {
    const secret = await this.#kept.now()
    if (this.#secret !== undefined && this.#secret !== secret) {
      this.#bearers.clear()
      this.#tickets.clear()
      this.#revoking.abort()
      this.#revoking = new AbortController()
    }
    this.#secret = secret
    return secret
  }

  async #keyOf(origin: string, { key: name, expires }: NamedKey): Promise<Uint8Array> {
    const secret = await this.#refreshed()
    if (expires !== undefined && expires <= this.#now()) throw refusal('TOKEN_MISSING')
    const key = expires === undefined ? Buffer.from(this.#token) : pageKey(secret, origin, expires)
    if (!sameText(name, nameOf(key))) throw refusal('TOKEN_MISSING')
    return key
  }
}

/** The key for pages of one origin, port included, until `expires`. */
const pageKey = (secret: Uint8Array, origin: string, expires: number): Buffer =>
  createHmac('sha256', secret).update(`unstick page key 1\n${origin}\n${expires}`).digest()

const nameOf = (key: Uint8Array): string =>
  createHmac('sha256', key).update(KEY_NAME_TEXT).digest().subarray(0, 16).toString('base64url')

const macOf = (key: Uint8Array, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url')

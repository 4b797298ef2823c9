// How the page gets access to the bridge. It first makes sure that it talks to the bridge, so a program that has taken
// the port learns nothing that would give it access.
import {
  type Admission,
  type AdmissionRequest,
  type Challenge,
  type ChallengeRequest,
  proofText,
} from '@unstick/api'
import { BridgeError, refusalOf, unreachable } from './bridge-error.ts'
import {
  isSigned,
  keepKey,
  keptKey,
  makeKey,
  type PageKey,
  printBase64,
  readBase64,
  sign,
  utf8,
} from './page-key.ts'
import { forgetToken, waitingToken } from './token-in-address.ts'

/** Milliseconds for which a correct answer to a challenge is trusted. */
const SURE = 1_000
/** Milliseconds after which a challenge counts as unanswered. */
const PATIENCE = 5_000

interface Admitted {
  readonly bearer: string
  /** The bridge process that issued it. It is valid with no other. */
  readonly process: string
}

class Access {
  #key: PageKey | undefined
  #admitted: Admitted | undefined
  /** When the bridge last proved its identity, in the time of `performance.now()`. */
  #sure = -Infinity
  #checking: Promise<Admitted> | undefined

  /** Whether the page has a key or token that the bridge might accept. */
  async hasKey(): Promise<boolean> {
    return waitingToken() !== undefined || (await keptKey()) !== undefined
  }

  /**
   * What each request carries, after the bridge has recently proved its identity. Rejects with a `BridgeError`:
   * `BRIDGE_GONE`, `BRIDGE_STRANGE`, `TOKEN_MISSING`.
   */
  async bearer(): Promise<string> {
    const isSure = performance.now() - this.#sure < SURE
    return (this.#admitted && isSure ? this.#admitted : await this.check()).bearer
  }

  /** Drops a credential that is no longer accepted, so the next request gets a new one. */
  refused(bearer: string): void {
    if (this.#admitted?.bearer === bearer) this.#admitted = undefined
  }

  /** Makes the bridge prove its identity, and gets access if the page has none yet. Rejects as `bearer` does. */
  check(): Promise<Admitted> {
    this.#checking ??= this.#check().finally(() => (this.#checking = undefined))
    return this.#checking
  }

  async #check(): Promise<Admitted> {
    this.#sure = -Infinity
    const token = waitingToken()
    if (token !== undefined) {
      const admitted = await this.#tryToken(token)
      if (admitted) return admitted
    }
    try {
      return await this.#admit(this.#key)
    } catch (error) {
      if (!(error instanceof BridgeError) || error.code !== 'TOKEN_MISSING') throw error
      // Another tab may have received a newer one.
      this.#key = await keptKey()
      return this.#admit(this.#key)
    }
  }

  /** A wrong token is ignored, because there may be a key. */
  async #tryToken(token: string): Promise<Admitted | undefined> {
    try {
      const admitted = await this.#admit(await makeKey(utf8(token)))
      forgetToken()
      return admitted
    } catch (error) {
      if (!(error instanceof BridgeError) || error.code !== 'TOKEN_MISSING') throw error
      forgetToken()
      return undefined
    }
  }

  async #admit(key: PageKey | undefined): Promise<Admitted> {
    if (!key) throw new BridgeError('TOKEN_MISSING', 'This page has no key.')
    const { named, secret } = key
    const { origin } = location
    const nonce = printBase64(crypto.getRandomValues(new Uint8Array(16)))
    const asked = { ...named, nonce } satisfies ChallengeRequest
    // The sender is not verified yet, so the answer may be anything.
    const answered = Object(await post('access/challenge', asked)) as Record<keyof Challenge, unknown>
    const challenge = textOf(answered.challenge)
    const process = textOf(answered.process)
    const proof = textOf(answered.proof)
    const challenged = { origin, nonce, challenge, process }
    if (!(await isSigned(secret, proofText('bridge', challenged), proof))) throw strange()
    this.#sure = performance.now()
    if (this.#admitted?.process === process && named.expires !== undefined) return this.#admitted
    const mine = printBase64(new Uint8Array(await sign(secret, proofText('page', challenged))))
    const answer = { ...named, nonce, challenge, proof: mine } satisfies AdmissionRequest
    const { bearer, page } = (await post('access/admission', answer)) as Admission
    if (page) {
      this.#key = await makeKey(readBase64(page.key), page.expires)
      await keepKey(this.#key)
    }
    this.#admitted = { bearer, process }
    return this.#admitted
  }
}

export const access = new Access()

export const strange = (): BridgeError =>
  new BridgeError('BRIDGE_STRANGE', 'Another program answers on this port.')

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const post = async (path: string, body: object): Promise<unknown> => {
  let answer: Response
  let text: string
  try {
    answer = await fetch(`/api/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
      signal: AbortSignal.timeout(PATIENCE),
    })
    text = await answer.text()
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) throw unreachable()
    throw error
  }
  if (answer.ok) {
    try {
      return JSON.parse(text) as unknown
    } catch (error) {
      if (error instanceof SyntaxError) throw strange()
      throw error
    }
  }
  const refusal = refusalOf(answer.status, text)
  throw refusal.code === 'TOKEN_MISSING' ? refusal : strange()
}

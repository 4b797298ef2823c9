// The cookie that stands for a token once given: an expiry, signed with a secret that outlives the bridge, so that
// an open page comes back by itself after a restart.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { chmod, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { placeNew, writePrivateFile } from '../disk/durable.ts'
import { makeFolder } from '../make-folder.ts'
import { errnoOf } from '../errors.ts'

const LIFETIME_SECONDS = 7 * 24 * 60 * 60
const SECRET_BYTES = 32

export class CookieSigner {
  readonly lifetimeSeconds = LIFETIME_SECONDS
  readonly #secret: Uint8Array
  /** Milliseconds since the epoch. */
  readonly #now: () => number

  constructor(secret: Uint8Array, now: () => number) {
    this.#secret = secret
    this.#now = now
  }

  /** Cookies know no ports: the name does, so that two bridges do not overwrite each other's. */
  name(port: number): string {
    return `unstick-${port}`
  }

  /** `<expiry in ms>.<signature>`. */
  sign(port: number): string {
    const expiry = this.#now() + LIFETIME_SECONDS * 1_000
    return `${expiry}.${this.#signature(port, String(expiry))}`
  }

  /** Whether `value` was signed for this port and has not expired; compared in constant time. */
  verify(port: number, value: string): boolean {
    const [expiry = '', signature = '', ...rest] = value.split('.')
    if (rest.length > 0 || !/^\d{1,15}$/.test(expiry)) return false
    return sameText(signature, this.#signature(port, expiry)) && Number(expiry) > this.#now()
  }

  #signature(port: number, expiry: string): string {
    return createHmac('sha256', this.#secret).update(`unstick ${port} ${expiry}`).digest('base64url')
  }
}

/** Compares in a time that does not depend on where two texts differ. */
export const sameText = (given: string, wanted: string): boolean => {
  const key = randomBytes(SECRET_BYTES)
  const digest = (text: string) => createHmac('sha256', key).update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}

/**
 * The secret kept in `home`, made at the first start with mode 0600. Where it cannot be kept, a fresh one and why:
 * pages then have to be opened anew after a restart.
 */
export const keptSecret = async (
  home: string,
): Promise<{ secret: Uint8Array; trouble: string | undefined }> => {
  const path = join(home, 'cookie-secret')
  try {
    await makeFolder(home)
    try {
      await writePrivateFile(path, randomBytes(SECRET_BYTES), placeNew)
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error
    }
    await chmod(path, 0o600)
    const secret = await readFile(path)
    if (secret.length === SECRET_BYTES) return { secret, trouble: undefined }
    return { secret: randomBytes(SECRET_BYTES), trouble: `${path} is damaged; remove it` }
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === undefined) throw error
    return { secret: randomBytes(SECRET_BYTES), trouble: `${path} cannot be kept (${errno})` }
  }
}

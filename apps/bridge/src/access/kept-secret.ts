// A running bridge's copy of the secret. It follows the file, so that `unstick logout` takes effect at once.
import { type ReadSecret, keptSecret, secretStamp } from './secret-file.ts'

export class KeptSecret {
  readonly #home: string
  readonly #warn: (trouble: string) => void
  #secret: Uint8Array
  #stamp: string
  #reading: Promise<void> = Promise.resolve()

  private constructor(
    home: string,
    stamp: string,
    { secret, trouble }: ReadSecret,
    warn: (trouble: string) => void,
  ) {
    this.#home = home
    this.#stamp = stamp
    this.#secret = secret
    this.#warn = warn
    if (trouble !== undefined) warn(trouble)
  }

  /** Calls `warn` with a sentence if the file was damaged or cannot be kept. */
  static async open(home: string, warn: (trouble: string) => void): Promise<KeptSecret> {
    // Read the stamp first. If the file changes while it is read, the next look notices.
    const stamp = secretStamp(home)
    return new KeptSecret(home, stamp, await keptSecret(home), warn)
  }

  /** The secret that is now in the file. The same array as long as the secret is the same. */
  async now(): Promise<Uint8Array> {
    if (secretStamp(this.#home) !== this.#stamp) this.#reading = this.#reading.then(() => this.#read())
    await this.#reading
    return this.#secret
  }

  async #read(): Promise<void> {
    const stamp = secretStamp(this.#home)
    if (stamp === this.#stamp) return
    const { secret, trouble } = await keptSecret(this.#home)
    this.#stamp = stamp
    if (trouble !== undefined) this.#warn(trouble)
    if (!Buffer.from(secret).equals(this.#secret)) this.#secret = secret
  }
}

// The secret as a running bridge has it: it follows the file, so that `unstick logout` counts at once.
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

  /** `warn` is told, in words, when the file was damaged or cannot be kept. */
  static async open(home: string, warn: (trouble: string) => void): Promise<KeptSecret> {
    // The stamp comes first: a change while the file is read is then seen the next time.
    const stamp = secretStamp(home)
    return new KeptSecret(home, stamp, await keptSecret(home), warn)
  }

  /** The secret that the file has now; the same array as long as it is the same secret. */
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

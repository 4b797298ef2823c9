// Turns an interface's time stamps into exact seconds and nanoseconds, without a BigInt for each packet: if_tsresol and
// if_tsoffset of an interface description (draft-ietf-opsawg-pcapng, section 4.2).

/** A time since the epoch, exact up to 2^53 seconds; nanoseconds are 0 to 999,999,999. */
export interface Instant {
  seconds: number
  nanoseconds: number
}

/** if_tsresol if an interface has none: microseconds. */
export const DEFAULT_RESOLUTION = 6

/**
 * Turns 64-bit counts of an interface's unit into instants. Units of 10^-0 to 10^-9 and 2^-0 to 2^-23 seconds
 * need only arithmetic on doubles below 2^53; finer units use BigInt and are cut to whole nanoseconds.
 */
export class InterfaceClock {
  readonly #unitsPerSecond: bigint
  readonly #units: number
  /** Nanoseconds per unit. Exact, because 10^9 has 30 bits and is divided by 10^0 to 10^9 or by a power of 2. */
  readonly #scale: number
  readonly #fast: boolean
  readonly #offset: number
  /** The last second: it begins at `high * 2^32 + begin` units; `begin` may be negative. */
  #high = 0
  #begin = 0
  #seconds = 0

  /** `resolution` is if_tsresol's byte: bit 7 for a power of 2, else of 10; `offset` is in seconds. */
  constructor(resolution: number, offset: number) {
    const exponent = resolution & 0x7f
    const binary = resolution >= 0x80
    this.#unitsPerSecond = (binary ? 2n : 10n) ** BigInt(exponent)
    this.#units = Number(this.#unitsPerSecond)
    this.#scale = 1e9 / this.#units
    this.#fast = exponent <= (binary ? 23 : 9)
    this.#offset = offset
    this.#seconds = offset
  }

  /** Sets `instant` to `high * 2^32 + low` units since the epoch. */
  read(high: number, low: number, instant: Instant): void {
    if (!this.#fast) {
      this.#readSlow(high, low, instant)
      return
    }
    let units = low - this.#begin
    if (high !== this.#high || units < 0 || units >= this.#units) {
      this.#seek(high, low)
      units = low - this.#begin
    }
    instant.seconds = this.#seconds
    instant.nanoseconds = Math.floor(units * this.#scale)
  }

  /** Finds the second by long division with 16-bit digits, in which no number reaches 2^46. */
  #seek(high: number, low: number): void {
    const units = this.#units
    const first = Math.floor(high / units)
    const second = (high - first * units) * 65536
    const secondQuotient = Math.floor(second / units)
    const third = (second - secondQuotient * units) * 65536
    const thirdQuotient = Math.floor(third / units)
    const left = third - thirdQuotient * units
    const more = Math.floor((left + low) / units)
    this.#high = high
    this.#begin = more * units - left
    this.#seconds = (first * 65536 + secondQuotient) * 65536 + thirdQuotient + more + this.#offset
  }

  #readSlow(high: number, low: number, instant: Instant): void {
    const total = (BigInt(high) << 32n) | BigInt(low)
    const seconds = total / this.#unitsPerSecond
    instant.seconds = Number(seconds) + this.#offset
    instant.nanoseconds = Number(
      ((total - seconds * this.#unitsPerSecond) * 1_000_000_000n) / this.#unitsPerSecond,
    )
  }
}

// Numbers in sentences: counts with their noun, thousands separated, times with a fitting unit.

/** `1 send`, `2 sends`, `1,024 bytes`. */
export const counted = (count: number, noun: string): string =>
  `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`

/** `1024` as `1,024`. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',')

/** Nanoseconds as `312 ns`, `4.2 µs`, `203 ms` or `1.5 s`, with two or three significant digits. */
export const durationText = (nanoseconds: number): string => {
  const size = Math.abs(nanoseconds)
  if (size < 1e3) return `${rounded(nanoseconds)} ns`
  if (size < 1e6) return `${rounded(nanoseconds / 1e3)} µs`
  if (size < 1e9) return `${rounded(nanoseconds / 1e6)} ms`
  return `${rounded(nanoseconds / 1e9)} s`
}

const rounded = (value: number): string =>
  String(Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 10) / 10)

/** The text as a sentence begins: its first letter is a capital. */
export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

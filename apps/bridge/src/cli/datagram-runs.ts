// Joins consecutive datagrams with the same fate into one line for a person, because a flood loses hundreds.
import type { IntervalLine } from '@unstick/session'

export type FateLine = IntervalLine & { readonly fate: NonNullable<IntervalLine['fate']> }

/** Joins consecutive datagrams of one stream if the sentences about their fates differ only in numbers. */
export class DatagramRuns {
  #run: FateLine[] = []

  /** Takes the next line, and returns the run before it if that run is complete. */
  push(line: FateLine): string[] {
    const over = this.#continues(line) ? [] : this.end()
    this.#run.push(line)
    return over
  }

  /** The last run. */
  end(): string[] {
    const [first] = this.#run
    if (!first) return []
    const last = this.#run.at(-1) ?? first
    const text = together(this.#run.map((line) => line.text ?? ''))
    this.#run = []
    const which =
      first === last ? `datagram ${first.index + 1}` : `datagrams ${first.index + 1} to ${last.index + 1}`
    return [`${first.stream}: ${which} ${first.fate}. ${text}`]
  }

  #continues({ stream, fate, index, text }: FateLine): boolean {
    const last = this.#run.at(-1)
    if (last?.stream !== stream || last.fate !== fate || last.index + 1 !== index) return false
    return patternOf(last.text ?? '') === patternOf(text ?? '')
  }
}

/** Numbers as sentences group them: `1,024`, `0.5`. */
const NUMBER = /\d+(?:[.,]\d+)*/g

const patternOf = (text: string): string => text.replace(NUMBER, '#')

const valueOf = (number: string): number => Number(number.replaceAll(',', ''))

/** Joins texts of one pattern into one. If a number differs, its range is shown. */
const together = ([first = '', ...others]: readonly string[]): string => {
  const lowest = first.match(NUMBER) ?? []
  const highest = [...lowest]
  for (const other of others) {
    for (const [place, number] of (other.match(NUMBER) ?? []).entries()) {
      if (valueOf(number) < valueOf(lowest[place] ?? number)) lowest[place] = number
      if (valueOf(number) > valueOf(highest[place] ?? number)) highest[place] = number
    }
  }
  let place = -1
  return first.replace(NUMBER, () => {
    place += 1
    const [from = '', to = ''] = [lowest[place], highest[place]]
    return from === to ? from : `${from} to ${to}`
  })
}

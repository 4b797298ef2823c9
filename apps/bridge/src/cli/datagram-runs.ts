// Datagrams that came to the same end one after the other, as one line for a person: a flood loses hundreds.
import type { IntervalLine } from '@unstick/session'

export type FateLine = IntervalLine & { readonly fate: NonNullable<IntervalLine['fate']> }

/** Puts neighbours of one stream together, the next datagram each, whose fates' words differ in nothing but numbers. */
export class DatagramRuns {
  #run: FateLine[] = []

  /** Takes the next line, and gives the run in front of it where that one is over. */
  push(line: FateLine): string[] {
    const over = this.#continues(line) ? [] : this.end()
    this.#run.push(line)
    return over
  }

  /** The run that is left. */
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

/** As sentences group them: `1,024`, `0.5`. */
const NUMBER = /\d+(?:[.,]\d+)*/g

const patternOf = (text: string): string => text.replace(NUMBER, '#')

const valueOf = (number: string): number => Number(number.replaceAll(',', ''))

/** Texts of one pattern as one text; where their numbers differ stands the range of them. */
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

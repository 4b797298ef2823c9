// Sizes as typed: `1448`, `>1000`, `<= 3`, `10..20`, with an optional lane before them: `recv 1024`.
import { type LaneKind, laneKinds, laneTable } from '@unstick/session'
import type { SearchQuery } from './query.ts'

/** Every name that the page uses for a lane; on UDP a segment is a datagram. */
const lanes: Readonly<Record<string, LaneKind>> = {
  ...Object.fromEntries(
    laneKinds.flatMap((kind) => Object.values(laneTable[kind].noun).map((noun) => [noun, kind])),
  ),
  sendto: 'send',
  recvfrom: 'recv',
}

const EXAMPLES = 'Try 1448, >1000, <=3, 10..20 or recv 1024.'

/** Thousands may be grouped, because the page writes them so. */
const NUMBER = String.raw`\d{1,3}(?:[,_]\d{3})+|\d+`
const pattern = new RegExp(
  String.raw`^(?<sign>[<>]=?|=)?\s*(?<first>${NUMBER})?\s*(?<dots>\.\.)?\s*(?<last>${NUMBER})?(?:\s*(?:bytes?|b))?$`,
  'i',
)

export const readLength = (text: string): SearchQuery => {
  const [, word = '', rest = ''] = /^\s*([a-z]*)(?:\(\))?\s*(.*?)\s*$/i.exec(text) ?? []
  const name = word.toLowerCase()
  const lane = lanes[name] ?? lanes[name.replace(/s$/, '')]
  if (word !== '' && lane === undefined)
    return wrong(`There is no lane “${word}”: the lanes are send, segment, recv and message. ${EXAMPLES}`)
  if (rest === '') return wrong(`A size is missing: how many bytes? Try ${word} 1024 or ${word} >100.`)
  const { sign, first, dots, last } = pattern.exec(rest)?.groups ?? {}
  if ((first === undefined && last === undefined) || (first !== undefined && last !== undefined && !dots))
    return wrong(`“${rest}” is not a size. ${EXAMPLES}`)
  if (dots !== undefined && sign !== undefined)
    return wrong(`“${rest}” is both a comparison and a range: write ${sign}${first ?? last ?? ''} or 10..20.`)
  const low = numberOf(first ?? '0')
  const high = last === undefined ? Infinity : numberOf(last)
  if (dots === undefined) return sized(lane, ...compared(sign, low))
  return low > high
    ? wrong(`${first ?? ''}..${last ?? ''} goes backwards: write ${last ?? ''}..${first ?? ''}.`)
    : sized(lane, low, high)
}

const compared = (sign: string | undefined, size: number): readonly [least: number, most: number] => {
  switch (sign) {
    case '>':
      return [size + 1, Infinity]
    case '>=':
      return [size, Infinity]
    case '<':
      return [0, size - 1]
    case '<=':
      return [0, size]
    default:
      return [size, size]
  }
}

const numberOf = (text: string): number => Number(text.replace(/[,_]/g, ''))

const wrong = (message: string): SearchQuery => ({ ok: false, message })

const sized = (lane: LaneKind | undefined, least: number, most: number): SearchQuery => ({
  ok: true,
  sought: { by: 'length', lane, least, most },
})

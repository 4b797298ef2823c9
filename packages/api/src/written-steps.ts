// The steps that a person writes for the playground, as JSON text: which are allowed, and what is wrong with a list, in
// words. The page checks while a person types, the bridge when it receives them.

/** The fields that a step needs besides its word. */
export type WrittenField =
  | { readonly name: 'text' | 'hex' | 'file' | 'base64'; readonly type: 'text' }
  | {
      readonly name: 'ms' | 'limit' | 'size'
      readonly type: 'number'
      readonly unit: 'ms' | 'bytes'
      readonly min: number
      readonly max: number
    }

const text = { name: 'text', type: 'text' } as const
const bytes = { type: 'number', unit: 'bytes', min: 1, max: 1_048_576 } as const
const limit = { name: 'limit', ...bytes } as const

/** Every word, in the order in which the page offers them. */
export const writtenWords = {
  connect: [],
  'send text': [text],
  'send hex': [{ name: 'hex', type: 'text' }],
  'send file': [
    { name: 'file', type: 'text' },
    { name: 'base64', type: 'text' },
  ],
  'send framed': [text],
  sleep: [{ name: 'ms', type: 'number', unit: 'ms', min: 0, max: 10_000 }],
  recv: [limit],
  'recv exactly': [{ name: 'size', ...bytes }],
  'recv framed': [limit],
  'recv until end': [limit],
  'recv framed until end': [limit],
  cork: [],
  uncork: [],
  shutdown: [],
  close: [],
} as const satisfies Readonly<Record<string, readonly WrittenField[]>>

export type WrittenWord = keyof typeof writtenWords
export type WrittenSide = 'server' | 'client'
/** What connects the two programs. With UDP a step means its counterpart there: a send is a sendto. */
export type WrittenTransport = 'TCP' | 'UDP'

/** The words that UDP has as well. The others need a stream. */
const udpWords: readonly WrittenWord[] = [
  'connect',
  'send text',
  'send hex',
  'send file',
  'sleep',
  'recv',
  'close',
]

/** The words that a side may use, in the order in which the page offers them. */
export const wordsOf = (side: WrittenSide, transport: WrittenTransport): readonly WrittenWord[] =>
  Object.keys(writtenWords)
    .filter(isWord)
    .filter((word) => side === 'client' || word !== 'connect')
    .filter((word) => transport === 'TCP' || udpWords.includes(word))

/** One step; it has the fields of its word and no others. */
export interface WrittenStep {
  readonly do: WrittenWord
  readonly text?: string
  /** Pairs of hex digits, with or without spaces. */
  readonly hex?: string
  /** A file's name; its bytes are in `base64`. */
  readonly file?: string
  readonly base64?: string
  readonly ms?: number
  readonly limit?: number
  readonly size?: number
}

/** What is wrong, and with which step, counted from 0; without a step, it is about the whole list. */
export interface WrittenFault {
  readonly step?: number
  readonly fault: string
}

export type ParsedWrittenSteps =
  | { readonly ok: true; readonly steps: readonly WrittenStep[] }
  | { readonly ok: false; readonly fault: string }

/** The most characters of one side's JSON text. */
export const MAX_WRITTEN_TEXT = 24_000
export const MAX_WRITTEN_STEPS = 200
/** The most that one side's sleeps may add up to, in ms. */
const MAX_WRITTEN_SLEEP = 30_000

/** Reads one side's steps. A fault names the step, counted from 1, and says what is wrong with it. */
export const parseWrittenSteps = (
  json: string,
  side: WrittenSide,
  transport: WrittenTransport = 'TCP',
): ParsedWrittenSteps => {
  if (json.length > MAX_WRITTEN_TEXT) {
    const fault = `the steps are ${json.length} characters long; at most ${MAX_WRITTEN_TEXT} are allowed.`
    return { ok: false, fault }
  }
  const value = parseJson(json)
  if (!Array.isArray(value)) return { ok: false, fault: 'the steps must be a JSON list.' }
  const list: readonly unknown[] = value
  const [first] = checkWrittenSteps(list, side, transport)
  if (!first) return { ok: true, steps: list.filter(isSound) }
  const { step, fault } = first
  return { ok: false, fault: step === undefined ? fault : `step ${step + 1}${wordOf(list[step])}: ${fault}` }
}

/** Every fault of a list of steps, in the list's order. */
export const checkWrittenSteps = (
  steps: readonly unknown[],
  side: WrittenSide,
  transport: WrittenTransport = 'TCP',
): WrittenFault[] => {
  const fits = transport === 'TCP' ? orderFault : udpFault
  const faults = steps.flatMap((step, index): WrittenFault[] => {
    const fault = faultOf(step) ?? fits(steps, index, side)
    return fault === undefined ? [] : [{ step: index, fault }]
  })
  if (steps.length > MAX_WRITTEN_STEPS)
    faults.push({ fault: `there are ${steps.length} steps; at most ${MAX_WRITTEN_STEPS} are allowed.` })
  const slept = steps.reduce((sum: number, step) => sum + (isSound(step) ? (step.ms ?? 0) : 0), 0)
  if (slept > MAX_WRITTEN_SLEEP)
    faults.push({ fault: `the sleeps add up to ${slept} ms; at most ${MAX_WRITTEN_SLEEP} ms are allowed.` })
  if (
    side === 'client' &&
    transport === 'TCP' &&
    !steps.some((step) => isSound(step) && step.do === 'connect')
  )
    faults.push({ fault: 'a client must connect.' })
  return faults
}

/** What is wrong with a step on its own. */
const faultOf = (step: unknown): string | undefined => {
  if (!isRecord(step)) return 'it must be an object like {"do":"recv","limit":1024}.'
  const { do: word, ...given } = step
  if (typeof word !== 'string' || !isWord(word))
    return `"do" is ${shown(word)}; it must be one of: ${Object.keys(writtenWords).join(', ')}.`
  const fields: readonly WrittenField[] = writtenWords[word]
  const other = Object.keys(given).find((key) => !fields.some(({ name }) => name === key))
  if (other !== undefined) return `this step has no "${other.slice(0, 40)}".`
  for (const field of fields) {
    const fault = fieldFault(field, given[field.name])
    if (fault !== undefined) return fault
  }
  return undefined
}

const fieldFault = (field: WrittenField, value: unknown): string | undefined => {
  if (field.type === 'number') {
    const { name, min, max, unit } = field
    const fine = typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
    return fine
      ? undefined
      : `"${name}" is ${shown(value)}; it must be a whole number from ${min} to ${max} ${unit}.`
  }
  if (typeof value !== 'string') return `"${field.name}" is ${shown(value)}; it must be a text.`
  if (value === '') return field.name === 'base64' ? 'no file is chosen.' : `"${field.name}" is empty.`
  if (field.name === 'hex' && !/^\s*(?:[0-9a-fA-F]{2}\s*)+$/.test(value))
    return `"hex" is ${shown(value)}; it must be pairs of hex digits, like 68 65 6c.`
  if (
    field.name === 'base64' &&
    !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value)
  )
    return '"base64" is not base64.'
  return undefined
}

/** What is wrong with a step's place in the list. */
const orderFault = (steps: readonly unknown[], index: number, side: WrittenSide): string | undefined => {
  const word = doOf(steps[index])
  const before = steps.slice(0, index).map(doOf)
  if (word === 'connect') {
    if (side === 'server') return 'the server does not connect: it accepts before its first step.'
    return before.includes('connect') ? 'it is connected already.' : undefined
  }
  if (word === 'sleep') return undefined
  if (before.includes('close')) return 'the connection is closed already.'
  return side === 'client' && !before.includes('connect') ? 'it must connect first.' : undefined
}

/** The same for UDP, where nobody accepts: the server knows its client by what it received. */
const udpFault = (steps: readonly unknown[], index: number, side: WrittenSide): string | undefined => {
  const word = doOf(steps[index])
  const before = steps.slice(0, index).map(doOf)
  if (!udpWords.some((each) => each === word)) return 'UDP has no stream, so it has no such step.'
  if (word === 'connect') {
    if (side === 'server') return 'the server does not connect: it answers whoever sent to it.'
    return before.includes('connect') ? 'it is connected already.' : undefined
  }
  if (word === 'sleep') return undefined
  if (before.includes('close')) return 'the socket is closed already.'
  const hasSent = before.some((each) => String(each).startsWith('send'))
  if (side === 'client')
    return word === 'recv' && !hasSent ? 'nobody knows its port before it sends.' : undefined
  return String(word).startsWith('send') && !before.includes('recv')
    ? 'the server answers the sender of what it received last, so it must receive first.'
    : undefined
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isWord = (word: string): word is WrittenWord => Object.hasOwn(writtenWords, word)

const isSound = (step: unknown): step is WrittenStep => faultOf(step) === undefined

const doOf = (step: unknown): unknown => (isRecord(step) ? step.do : undefined)

const wordOf = (step: unknown): string => {
  const word = doOf(step)
  return typeof word === 'string' && isWord(word) ? ` (${word})` : ''
}

const shown = (value: unknown): string => {
  if (value === undefined) return 'missing'
  const json = JSON.stringify(value)
  return json.length > 40 ? `${json.slice(0, 40)}…` : json
}

const parseJson = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

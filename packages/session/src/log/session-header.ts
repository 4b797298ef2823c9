// A session's description in its section header's comments: one JSON object that a person can read in Wireshark and
// that Unstick reads back.

/** The run's conditions by name. */
type ConditionValues = Record<string, string | number | boolean>

export interface SessionHeader {
  readonly title: string
  readonly experiment?: string
  readonly conditions?: ConditionValues
  /** The framing that the programs used, as a spec's text, or one for each port (`5432=postgres,6379=redis`); `none` for off. */
  readonly framing?: string
  /** What connected the programs: their own captured network, or the machine's plain loopback. */
  readonly network?: 'private' | 'loopback'
  /** What was missing from the wanted network, why, and the command that fixes it. */
  readonly networkNote?: string
}

/** The most bytes of UTF-8 in a pcapng option, because its length has 16 bits. */
const MAX_COMMENT = 65_535
/** Begins every comment that continues the one before it, as strace continues calls. */
const RESUMED = '<... unstick resumed> '

/**
 * The comments' texts: `{"unstick":1,"title":"hello + world",…}`. Text that is too long for one comment continues in more
 * comments, each beginning with `<... unstick resumed> `.
 */
export const printSessionHeader = (header: SessionHeader): readonly string[] => {
  const json = JSON.stringify({ unstick: 1, ...header })
  const comments: string[] = []
  for (let at = 0; at < json.length;) {
    const front = at === 0 ? '' : RESUMED
    const end = endWithin(json, at, MAX_COMMENT - front.length)
    comments.push(front + json.slice(at, end))
    at = end
  }
  return comments
}

/** Where to cut `text` so that from `start` on it has at most `limit` bytes of UTF-8. It has no lone surrogates. */
const endWithin = (text: string, start: number, limit: number): number => {
  let bytes = 0
  let at = start
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    if (bytes > limit) break
    at += code < 0x10000 ? 1 : 2
  }
  return at
}

/** A session's description among other comments: it is in those from index `from` up to `to`. */
export interface FoundSessionHeader {
  readonly header: SessionHeader
  readonly from: number
  readonly to: number
}

/** Finds what `printSessionHeader` printed; the first if there are several. */
export const findSessionHeader = (comments: readonly string[]): FoundSessionHeader | undefined => {
  for (let from = 0; from < comments.length;) {
    let to = from + 1
    while (comments[to]?.startsWith(RESUMED)) to += 1
    const [first = '', ...more] = comments.slice(from, to)
    const header = parseHeader(first + more.map((each) => each.slice(RESUMED.length)).join(''))
    if (header) return { header, from, to }
    from = to
  }
  return undefined
}

const parseHeader = (comment: string): SessionHeader | undefined => {
  const value = parseJson(comment)
  if (!isRecord(value) || value.unstick !== 1 || typeof value.title !== 'string') return undefined
  const { title, experiment, framing, conditions, network, networkNote } = value
  return {
    title,
    ...(typeof experiment === 'string' && { experiment }),
    ...(typeof framing === 'string' && { framing }),
    ...(isRecord(conditions) && { conditions: conditionValues(conditions) }),
    ...((network === 'private' || network === 'loopback') && { network }),
    ...(typeof networkNote === 'string' && { networkNote }),
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const conditionValues = (record: Record<string, unknown>): ConditionValues => {
  const values: ConditionValues = {}
  for (const [key, value] of Object.entries(record)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      values[key] = value
  }
  return values
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

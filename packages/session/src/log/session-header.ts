// What a session says of itself, in its section header's comment: one JSON object that a person can read in
// Wireshark and Unstick reads back.

/** What the run was given, by the name of each condition. */
type ConditionValues = Record<string, string | number | boolean>

export interface SessionHeader {
  readonly title: string
  readonly experiment?: string
  readonly conditions?: ConditionValues
  /** The framing that the programs spoke, as a spec's text; `none` for off. */
  readonly framing?: string
  /** What the programs spoke over: a network of their own, captured, or the machine's plain loopback. */
  readonly network?: 'private' | 'loopback'
  /** What of the wanted network could not be had, why, and the one command that mends it. */
  readonly networkNote?: string
}

/** The comment's text: `{"unstick":1,"title":"hello + world",…}`. */
export const printSessionHeader = (header: SessionHeader): string => JSON.stringify({ unstick: 1, ...header })

/** Reads `printSessionHeader`'s text; `undefined` for any other comment. */
export const parseSessionHeader = (comment: string): SessionHeader | undefined => {
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

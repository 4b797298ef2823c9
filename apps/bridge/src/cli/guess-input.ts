// Guesses the framing of a command's input: of each port's connections in a capture or session, or of raw bytes.
import { type Guesses, guessFraming, LOOKED_AT, rawBytes } from '@unstick/framing'
import { type Importer, sniff, type Sniffed } from '@unstick/formats'
import { type DatagramPort, guessDatagramPorts, guessSession, Session } from '@unstick/session'
import { type Refusal, refusal } from '../errors.ts'
import { readInput } from '../input/input.ts'
import { withReadBack } from '../input/read-back.ts'
import { logOf } from '../input/read-log.ts'
import { endsEarly } from '../input/unpack.ts'
import { readInto } from './read-session.ts'

/** What was guessed together: the connections of one port, or raw bytes. */
export interface Found {
  readonly port?: number
  readonly connections?: number
  readonly streams?: readonly string[]
  readonly guesses: Guesses
}

export interface Looked {
  readonly found: readonly Found[]
  /** Ports whose datagrams need no framing. */
  readonly datagrams: readonly DatagramPort[]
  readonly trouble?: Refusal | undefined
}

/** Throws `NOTHING_TO_GUESS` and what unpacking throws. */
const guessRaw = async (pieces: AsyncIterable<Uint8Array>): Promise<Looked> => {
  const bytes = new Uint8Array(LOOKED_AT)
  let length = 0
  let isAll = true
  let trouble: Refusal | undefined
  try {
    for await (const piece of pieces) {
      const taken = piece.subarray(0, LOOKED_AT - length)
      bytes.set(taken, length)
      length += taken.length
      isAll = taken.length === piece.length
      if (!isAll) break
    }
  } catch (error) {
    if (!endsEarly(error)) throw error
    trouble = error
    isAll = false
  }
  if (length === 0) throw trouble ?? refusal('NOTHING_TO_GUESS', 'the input is empty')
  const guesses = guessFraming([rawBytes(bytes.subarray(0, length), isAll)])
  return { found: [{ guesses }], datagrams: [], trouble }
}

/** Throws `NOT_A_CAPTURE`, `NOTHING_TO_GUESS`. */
const guessCapture = (file: string, sniffed: Sniffed & { readonly importer: Importer }): Promise<Looked> =>
  withReadBack(file, sniffed.importer, async (options) => {
    const session = new Session(options)
    const trouble = await readInto(session, logOf(sniffed))
    const found = guessSession(session).map(({ streams, ...each }) => ({
      ...each,
      streams: streams.map(({ name }) => name),
    }))
    const datagrams = guessDatagramPorts(session)
    if (found.length === 0 && datagrams.length === 0)
      throw trouble ?? refusal('NOTHING_TO_GUESS', 'no connection in it carried any bytes')
    return { found, datagrams, trouble }
  })

/** Reads a file, or standard input for `-`, and guesses. With `raw` a capture counts as raw bytes too. Throws `NOTHING_TO_GUESS` and the errors of reading. */
export const lookAt = async (file: string, raw = false): Promise<Looked> => {
  const input = readInput(file, { packed: raw })
  const { importer, whole } = raw ? { importer: undefined, whole: input } : await sniff(input)
  return importer ? guessCapture(file, { importer, whole }) : guessRaw(whole)
}

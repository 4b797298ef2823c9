// What the reading program made of the bytes, in its own words: what it printed.
import type { MakePoint } from './point.ts'
import { NOTHING } from './point.ts'

/** The last line of Python's traceback: `EOFError: the stream ended 4 bytes too early`. */
const EXCEPTION = /^(\w+\.)*\w*[Ee]rror: /

const MOST_LINES = 4
const LONGEST = 60

export const printed: MakePoint = ({ path, session }) => {
  const { reader, reverse, recv } = path.last
  const program = reader ?? reverse?.writer
  const lines = session.printed
    .filter((each) => each.program === program)
    .flatMap(({ text }) => text.trimEnd().split('\n'))
  if (program === undefined || lines.length === 0) return undefined
  const isWrong = lines.some((line) => EXCEPTION.test(line))
  const shown = lines.slice(0, MOST_LINES).map((line) => shortened(line))
  const title = `The ${program} printed: ${shown.join(' · ')}${lines.length > MOST_LINES ? ' · …' : ''}`
  const last = recv.count > 0 ? Uint32Array.of(recv.count - 1) : NOTHING
  return { title, text: '', lane: recv.name, indices: isWrong ? last : NOTHING, isWrong }
}

const shortened = (line: string): string => (line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line)

// How long `unstick frames` takes for raw bytes as text, beside `--json`: lines of JSON of 42 bytes, framed as lines. Both do
// the same framing, so text should not be slower. CPU time of this process, medians of rounds in turns.
import { rawFrameLines } from '../src/cli/raw-frames.ts'

const ROUNDS = Number(process.argv.find((each) => each.startsWith('--rounds='))?.slice(9) ?? 5)
const MEGABYTES = 100
const PIECE = 64 * 1024
const LINE = '{"id":1234567,"name":"abcdefgh","v":12.5}\n'

const lines = Buffer.from(LINE.repeat(Math.ceil((2 * PIECE) / LINE.length)))

/** The stream in pieces as a file gives them, whose ends cut lines. */
async function* pieces() {
  for (let at = 0; at < MEGABYTES * 1e6; at += PIECE) {
    const from = at % LINE.length
    yield lines.subarray(from, from + PIECE)
  }
}

/** Seconds of CPU time, and how many bytes were written. */
const run = async (json) => {
  const before = process.cpuUsage()
  let bytes = 0
  const asked = { spec: { kind: 'line' }, json, side: 'client', start: 0 }
  for await (const text of rawFrameLines(pieces(), 'lines.bin', asked))
    // What is written is bytes; text is encoded for that.
    bytes += (typeof text === 'string' ? Buffer.from(text) : text).length
  const { user, system } = process.cpuUsage(before)
  return { seconds: (user + system) / 1e6, bytes }
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]

const taken = { text: [], json: [] }
await run(false)
await run(true)
for (let round = 0; round < ROUNDS; round += 1)
  for (const kind of ['text', 'json']) {
    const { seconds, bytes } = await run(kind === 'json')
    taken[kind].push(seconds)
    if (round === 0) console.log(`${kind}: ${(bytes / 1e6).toFixed(0)} MB of lines`)
  }
const [text, json] = [median(taken.text), median(taken.json)]
console.log(
  `${MEGABYTES} MB of ${LINE.length}-byte lines: text ${text.toFixed(2)} s, --json ${json.toFixed(2)} s; text takes ${(text / json).toFixed(2)} of --json`,
)

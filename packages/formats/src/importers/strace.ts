// A log that strace wrote of any program, on any machine, with whatever options.
import type { Importer } from '../importer.ts'

/** A line may begin with a thread's id and name, and with times (strace(1): -f, -Y, -t, -tt, -ttt, -r). */
const before = String.raw`(?:\[pid +\d+(?:<[^>\n]*>)?\] +|\d+(?:<[^>\n]*>)? +)?(?:\(\+ *\d+\.\d+\) +|\d\d:\d\d:\d\d(?:\.\d+)? +| *\+?\d+\.\d+ +)*`
const wholeCall = new RegExp(
  String.raw`^${before}[a-z_]\w*\(.*(?:\) += (?:-?\d|\?|0x)|<unfinished \.\.\.>)`,
  'm',
)
/** The first line of a traced command, which is often longer than what is looked at. */
const beginning = new RegExp(String.raw`^${before}execve\("`)

/** Enough for the first lines of most logs. */
const HEAD = 4_096

export const strace: Importer = {
  name: 'strace',
  extensions: ['.strace'],
  headLength: HEAD,
  sniff: (head) => {
    const text = String.fromCharCode(...head.subarray(0, HEAD))
    return beginning.test(text) || wholeCall.test(text)
  },
  blocks: async function* (pieces) {
    const { straceBlocks } = await loadStrace()
    yield* straceBlocks(pieces)
  },
}

/** Loaded when it is needed, because the page's first load holds the list of importers. */
export const loadStrace = () => import('../strace/strace-blocks.ts')

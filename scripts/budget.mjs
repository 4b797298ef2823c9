// Checks the size of the page's first load, in gzip: everything that the browser fetches before the page can be used.
// `npm test` compares it with its limits. Run `npm run build` first.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

/** Bytes. Fonts are already packed, load beside the page, and are cached for good, so they have a limit of their own. */
const LIMITS = { page: 200_000, fonts: 92_000 }

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'apps/web/dist')
const read = (path) => readFileSync(join(dist, path))
const named = (text, pattern) => [...new Set(Array.from(text.matchAll(pattern), ([name]) => name))]

const html = read('index.html').toString()
const linked = named(html, /assets\/[\w.-]+/g)
const linkedText = linked.map((path) => (/\.(js|css)$/.test(path) ? read(path).toString() : '')).join('\n')
const workers = named(linkedText, /assets\/worker-[\w-]+\.js/g)
const fonts = named(linkedText, /assets\/[\w.-]+\.woff2/g)

const sizes = new Map(
  ['index.html', ...linked, ...workers].map((path) => [path, gzipSync(read(path), { level: 9 }).length]),
)
const fontSizes = new Map(fonts.map((path) => [path, read(path).length]))
const sum = (of) => [...of.values()].reduce((total, size) => total + size, 0)

const kilo = (bytes) => `${(bytes / 1e3).toFixed(1).padStart(6)} kB`
for (const [path, size] of [...sizes, ...fontSizes]) console.log(`${kilo(size)}  ${path}`)
let over = false
for (const [name, total, limit] of [
  ['first load', sum(sizes), LIMITS.page],
  ['fonts', sum(fontSizes), LIMITS.fonts],
]) {
  console.log(`${kilo(total)}  ${name}, of ${kilo(limit).trim()}`)
  over ||= total > limit
}
if (workers.length === 0 || fonts.length === 0)
  throw new Error('the build has files that this script does not expect')
process.exitCode = over ? 1 : 0

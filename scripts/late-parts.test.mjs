// Each part of the page that loads late is loaded while the bridge is certainly there: it stands in app/preload.ts.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const source = fileURLToPath(new URL('../apps/web/src', import.meta.url))

/** Those of pages that have no key, or no bridge. */
const ELSEWHERE = ['bridge/TokenNotice.svelte', 'viewer/FileLine.svelte']
/** The worker loads its parts by itself, as the page does. */
const OF_WORKER = /^(worker|model)\//

/** The files that `import()` in a file names. */
const lateIn = (file) =>
  [...readFileSync(join(source, file), 'utf8').matchAll(/\bimport\('([^']+)'\)/g)].map(([, path]) =>
    relative(source, join(source, dirname(file), path)),
  )

it('every late part of the page is loaded early, and nothing else', () => {
  const files = readdirSync(source, { recursive: true }).filter(
    (file) => /\.(ts|svelte)$/.test(file) && !/\.test\.ts$/.test(file) && !OF_WORKER.test(file),
  )
  const early = lateIn('app/preload.ts')
  const late = files.filter((file) => file !== 'app/preload.ts').flatMap(lateIn)
  // `loadPicture` is called by its name.
  const missing = late.filter((part) => ![...early, ...ELSEWHERE, 'timeline/picture-parts.ts'].includes(part))
  expect(missing).toEqual([])
  expect(early.filter((part) => !late.includes(part))).toEqual([])
})

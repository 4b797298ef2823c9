// `npm run attack`: the checks that take too long for the tests. Builds, then runs the files of apps/bridge/attack in
// order, or only those named as arguments. Each prints its figures, and ends with another code than 0 if it found a
// fault.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const folder = 'apps/bridge/attack'

const build = spawnSync('npx', ['--no-install', 'turbo', 'run', 'build', '--output-logs=errors-only'], {
  stdio: 'inherit',
})
if (build.status !== 0) process.exit(1)

const wanted = process.argv.slice(2)
const attacks = readdirSync(folder)
  .filter((name) => name.endsWith('.mjs'))
  .map((name) => name.slice(0, -'.mjs'.length))
  .filter((name) => wanted.length === 0 || wanted.includes(name))
  .sort()

let failed = 0
for (const name of attacks) {
  console.log(`\n── ${name}`)
  const begun = performance.now()
  const { status } = spawnSync(process.execPath, [`${folder}/${name}.mjs`], { stdio: 'inherit' })
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1)
  console.log(`── ${name}: ${status === 0 ? 'held' : 'BROKEN'} in ${seconds} s`)
  if (status !== 0) failed += 1
}
console.log(`\n${attacks.length - failed} held, ${failed} broken`)
process.exitCode = failed === 0 && attacks.length > 0 ? 0 : 1

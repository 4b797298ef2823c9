// `npm start`: installs and builds what is missing or has changed, then starts Unstick with the given arguments.
// Plain Node, because on a fresh clone nothing else is there yet.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install } from './install.mjs'
import { withLock } from './lock.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = 'node_modules/.unstick-built'
const built = ['apps/bridge/dist/main.js', 'apps/web/dist/index.html']
const ignored = new Set(['node_modules', 'dist', '.turbo', 'test', 'bench', 'fuzz', 'vectors', 'fixtures'])

/** Builds unless every file that the build reads is unchanged, because looking is faster than asking turbo. */
const build = () => {
  if (isBuilt(fingerprint())) return
  withLock(() => {
    // Another process may have done it while this one waited.
    const wanted = fingerprint()
    if (!isBuilt(wanted)) buildAnew(wanted)
  })
}

const isBuilt = (wanted) =>
  built.every((file) => existsSync(file)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted

const buildAnew = (wanted) => {
  console.error('building what has changed')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/turbo/bin/turbo', 'run', 'build', '--output-logs=errors-only'],
    { env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' }, encoding: 'utf8' },
  )
  if (status !== 0) {
    console.error(`${stdout}${stderr}the build failed, see above`)
    process.exit(1)
  }
  writeFileSync(stamp, wanted)
}

/** Names, sizes and times of all files that the build reads. */
const fingerprint = () => {
  const files = [
    'package-lock.json',
    'tsconfig.base.json',
    'turbo.json',
    ...listFiles('packages'),
    ...listFiles('apps'),
  ]
  const facts = files.sort().map((file) => {
    const { size, mtimeMs } = statSync(file)
    return `${file} ${size} ${mtimeMs}\n`
  })
  return createHash('sha256').update(facts.join('')).digest('hex')
}

const listFiles = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return ignored.has(entry.name) ? [] : listFiles(path)
    return /\.test\.ts$|\.md$/.test(entry.name) ? [] : [path]
  })

/** A signal to npm ends its shell, which does not forward it. So losing the shell as parent counts as a SIGTERM. */
const endWithNpm = () => {
  if (process.env.npm_lifecycle_event === undefined) return
  const shell = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 250)
  watch.unref()
}

// File names in the arguments are relative to the caller's directory. `npm start` runs here, but gives that directory.
const calledFrom = process.env.INIT_CWD ?? process.cwd()
process.chdir(root)
install()
build()
process.chdir(resolve(calledFrom))
endWithNpm()
await import('../apps/bridge/bin/unstick.js')

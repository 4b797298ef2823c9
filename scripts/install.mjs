// Brings node_modules to the state of package-lock.json once. Later calls see the stamp and return at once.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { withLock } from './lock.mjs'

const stamp = 'node_modules/.unstick-installed'

/** Runs `npm ci` in the current directory unless this lockfile is already installed. Exits on failure. */
export const install = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Unstick needs Node.js 20.19 or newer. This is ${process.version}.`)
    process.exit(1)
  }
  if (isInstalled()) return
  withLock(() => {
    // Another process may have done it while this one waited.
    if (!isInstalled()) installAnew()
  })
}

const lockfile = () => readFileSync('package-lock.json', 'utf8')

const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lockfile()

const installAnew = () => {
  const wanted = lockfile()
  console.error('installing the packages of package-lock.json (once)')
  const { status } = spawnSync('npm', ['ci', '--loglevel=error', '--no-fund', '--no-audit'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error('npm ci failed, see above. Is the package registry reachable?')
    process.exit(1)
  }
  writeFileSync(stamp, wanted)
}

// Brings node_modules to what package-lock.json says, once: later calls see the stamp and return at once.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const stamp = 'node_modules/.unstick-installed'

/** Runs `npm ci` in the current directory unless the lockfile is the one last installed. Exits on failure. */
export const install = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Unstick needs Node.js 20.19 or newer; this is ${process.version}.`)
    process.exit(1)
  }
  const lock = readFileSync('package-lock.json', 'utf8')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.error('installing the packages of package-lock.json (once)')
  const { status } = spawnSync('npm', ['ci', '--loglevel=error', '--no-fund', '--no-audit'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error('npm ci failed: see above; is the package registry reachable?')
    process.exit(1)
  }
  writeFileSync(stamp, lock)
}

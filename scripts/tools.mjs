// The system's tools that tests use. `npm test` installs them if it may (as root on Debian), and otherwise names the missing
// ones: their tests are skipped with a line that names the tool. In CI none may be missing.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const wanted = [
  {
    program: 'chromium-headless-shell',
    package: 'chromium-headless-shell',
    also: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  },
  { program: 'python3', package: 'python3' },
  { program: 'strace', package: 'strace' },
  { program: 'tshark', package: 'tshark' },
  { program: 'dumpcap', package: 'wireshark-common' },
  { program: 'unshare', package: 'util-linux' },
  { program: 'setpriv', package: 'util-linux' },
  { program: 'ip', package: 'iproute2' },
  // Compilers, for the programs that the page shows. Elsewhere each language is tested if its compiler is there.
  ...(process.env.CI
    ? [
        { program: 'go', package: 'golang-go' },
        { program: 'rustc', package: 'rustc' },
        { program: 'javac', package: 'default-jdk-headless' },
        { program: 'cc', package: 'gcc' },
      ]
    : []),
]

const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/bin']

/** The full path of a program, or undefined. */
export const which = (program) =>
  folders.map((folder) => join(folder, program)).find((path) => existsSync(path))

const present = ({ program, also = [] }) => [program, ...also].some(which)

const QUIETLY = ['install', '-y', '-qq', '--no-install-recommends']

/** Returns whether it succeeded. */
const aptGet = (...words) => {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status, stdout, stderr } = spawnSync('apt-get', words, { env: environment, encoding: 'utf8' })
  if (status !== 0) console.error(`apt-get ${words.join(' ')} failed:\n${stdout}${stderr}`)
  return status === 0
}

/** Installs what is missing if that needs no question. Returns the names of what is still missing. */
export const bringTools = () => {
  const missing = wanted.filter((tool) => !present(tool))
  if (missing.length === 0) return []
  const packages = missing.map((tool) => tool.package)
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version') && which('apt-get')) {
    console.log(`installing ${packages.join(', ')} with apt-get`)
    aptGet('update', '-qq')
    // A package that this release does not have must not prevent the others.
    if (!aptGet(...QUIETLY, ...packages)) for (const each of packages) aptGet(...QUIETLY, each)
  }
  if (!present(wanted[0])) {
    console.log('no Chromium of the system: asking Playwright for its own')
    spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit' })
  }
  return wanted.filter((tool) => !present(tool)).map((tool) => tool.program)
}

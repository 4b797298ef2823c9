// Runs the unit and socket tests on other releases of Node: `node scripts/node-versions.mjs 22 24`. Each is a pinned package
// of the registry. It goes to test-results/, so package-lock.json does not list it.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const RELEASES = { 22: '22.23.5', 24: '24.22.3' }

/** The program of a release, fetched once; undefined if the registry does not have it. */
export const nodeProgram = (major) => {
  const version = RELEASES[major]
  if (!version) throw new Error(`Node ${major} is not one of ${Object.keys(RELEASES).join(', ')}`)
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const folder = resolve('test-results', `node-${version}`)
  const program = resolve(
    folder,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  if (!existsSync(program))
    spawnSync(
      'npm',
      [
        'install',
        '--no-save',
        '--no-package-lock',
        '--ignore-scripts',
        '--prefix',
        folder,
        `${name}@${version}`,
      ],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
        shell: process.platform === 'win32',
      },
    )
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' })
  return stdout?.trim() === `v${version}` ? program : undefined
}

/** The environment in which `node` is this program, for the tests and everything that they start. */
export const withNode = (program) => ({
  ...process.env,
  PATH: [dirname(program), process.env.PATH].join(delimiter),
})

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)))
  const named = process.argv.slice(2)
  for (const major of named.length > 0 ? named : Object.keys(RELEASES)) {
    const program = nodeProgram(major)
    if (!program) {
      console.error(`Node ${major} could not be fetched from the package registry; its tests were skipped`)
      process.exitCode = process.env.CI ? 1 : process.exitCode
      continue
    }
    console.log(`\n── unit and sockets on Node ${RELEASES[major]}`)
    const { status } = spawnSync(program, ['node_modules/vitest/vitest.mjs', 'run'], {
      stdio: 'inherit',
      env: withNode(program),
    })
    if (status !== 0) process.exitCode = 1
  }
}

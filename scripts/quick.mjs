// `npm run quick`: format, lint and unit tests of what changed against origin/main, and all types. CI runs everything.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const git = (...words) => {
  const { status, stdout, stderr } = spawnSync('git', words, { encoding: 'utf8' })
  if (status === 0) return stdout.split('\0').filter(Boolean)
  console.error(stderr.trim())
  process.exit(1)
}

const [base] = git('merge-base', 'HEAD', 'origin/main').map((line) => line.trim())
const changed = [
  ...git('diff', '-z', '--name-only', '--diff-filter=d', base),
  ...git('ls-files', '-z', '--others', '--exclude-standard'),
].filter((path) => existsSync(path))

const run = (...command) => {
  console.log(`── ${command.slice(0, 3).join(' ')}`)
  const { status } = spawnSync('npx', ['--no-install', ...command], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}

if (changed.length === 0) console.log('nothing changed against origin/main')
else {
  const linted = changed.filter((path) => /\.(?:svelte|[mc]?[jt]s)$/.test(path))
  run('prettier', '--check', '--ignore-unknown', '--log-level=warn', ...changed)
  if (linted.length > 0) run('eslint', '--no-warn-ignored', '--max-warnings=0', ...linted)
  run('turbo', 'run', 'check', '--output-logs=errors-only')
  run('vitest', 'run', '--changed', base, '--passWithNoTests')
}

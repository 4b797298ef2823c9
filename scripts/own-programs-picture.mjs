// The README's picture of a person's own programs: docs/examples under `unstick run`, on two hosts, in a real browser.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/**
 * Takes the picture in both colour schemes and ends the run.
 * @param {{ root: string, home: string, shoot: (address: string, colorScheme: 'light' | 'dark') => Promise<void> }} given
 */
export const pictureOwnPrograms = async ({ root, home, shoot }) => {
  const words = ['--hosts', '--delay', '20', 'python3 -u server.py server', 'python3 -u client.py server']
  const options = ['--no-open', '--port', '0', '--sessions', join(home, 'own')]
  const run = spawn(
    process.execPath,
    [join(root, 'apps/bridge/bin/unstick.js'), 'run', ...options, ...words],
    {
      cwd: join(root, 'docs/examples'),
      env: { ...process.env, UNSTICK_HOME: home },
      stdio: ['ignore', 'inherit', 'pipe'],
    },
  )
  let address = ''
  for await (const line of createInterface({ input: run.stderr })) {
    address ||= /http:\S+/.exec(line)?.[0] ?? ''
    if (line.startsWith('All commands have ended')) break
  }
  for (const colorScheme of ['light', 'dark']) await shoot(address, colorScheme)
  run.kill('SIGINT')
  await once(run, 'exit')
}

// Finds a folder from which the browser can read a file. Usually that is Unstick's own folder. A browser from a snap has
// its own /tmp and reads no hidden folder of the home, so for it the file lies in the snap's own folder.
// A flatpak browser needs no special folder: its portal gives it the file from anywhere.
import { execFile } from 'node:child_process'
import { access } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** `snaps` is where snapd keeps what desktops know of its programs. */
export const openersFolder = async (
  home: string,
  snaps = '/var/lib/snapd/desktop/applications',
): Promise<string> => {
  const own = join(home, 'open')
  if (process.platform !== 'linux') return own
  try {
    const run = promisify(execFile)
    const { stdout } = await run('xdg-settings', ['get', 'default-web-browser'], { timeout: 2_000 })
    // `firefox_firefox.desktop`: the snap's name comes before the program's.
    const [, name, program] = /^([a-z0-9-]+)(_[\w-]+)\.desktop\s*$/.exec(stdout) ?? []
    if (name === undefined || program === undefined) return own
    await access(join(snaps, `${name}${program}.desktop`))
    const common = join(homedir(), 'snap', name, 'common')
    await access(common)
    return join(common, 'unstick-open')
  } catch {
    // No desktop that says which browser it opens, or none from a snap.
    return own
  }
}

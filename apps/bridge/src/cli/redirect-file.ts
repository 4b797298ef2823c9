// Files that lead a browser to an address with a token in it. Only their owner reads them, and not for long.
import { randomUUID } from 'node:crypto'
import { chmod, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { placeNew, writePrivateFile } from '../disk/durable.ts'
import { errnoOf } from '../errors.ts'
import { makeFolder } from '../make-folder.ts'

/** A slow machine's browser takes some seconds to start. */
const LIFETIME_MS = 60_000

/** Writes such a file (0600) in `folder` (0700); returns its path. Rejects with Node's error. */
export const writeRedirect = async (folder: string, address: string): Promise<string> => {
  await makeFolder(folder)
  await chmod(folder, 0o700)
  const path = join(folder, `${randomUUID()}.html`)
  await writePrivateFile(path, redirectPage(address), placeNew)
  return path
}

/** Removes those that are old enough to have been read. */
export const sweepRedirects = async (folder: string): Promise<void> => {
  try {
    for (const name of await readdir(folder)) {
      const path = join(folder, name)
      if (name.endsWith('.html') && Date.now() - (await stat(path)).mtimeMs >= LIFETIME_MS)
        await rm(path, { force: true })
    }
  } catch (error) {
    // There is no such folder, or another start sweeps it too.
    if (errnoOf(error) === undefined) throw error
  }
}

const redirectPage = (address: string): string => {
  const escaped = address.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <meta name="referrer" content="no-referrer" />
  <meta name="color-scheme" content="light dark" />
  <meta http-equiv="refresh" content="0;url=${escaped}" />
  <title>Unstick</title>
  <p>This page leads to <a href="${escaped}">Unstick</a>.</p>
</html>
`
}

// Wireshark's command line, which the tests compare with if it is installed.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether a tool is installed; if it is not, a line says which tests are skipped. */
export const hasTool = (name: string): boolean => {
  const found = spawnSync(name, ['--version']).status === 0
  if (!found) console.warn(`${name} is not installed: the tests that compare with it are skipped`)
  return found
}

/** A tool's output about a file with these bytes; `{}` in the arguments is the file. */
export const run = (tool: string, args: readonly string[], bytes: Uint8Array) => {
  const directory = mkdtempSync(join(tmpdir(), 'unstick-pcapng-'))
  try {
    const file = join(directory, 'capture.pcapng')
    writeFileSync(file, bytes)
    const { status, stdout, stderr } = spawnSync(
      tool,
      args.map((arg) => (arg === '{}' ? file : arg)),
      { maxBuffer: 64 * 1024 * 1024 },
    )
    return {
      status,
      output: new Uint8Array(stdout),
      stdout: stdout.toString(),
      complaints: stderr.toString().replace(/^Running as user .*\n/gm, ''),
    }
  } finally {
    rmSync(directory, { recursive: true })
  }
}

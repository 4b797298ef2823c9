// Gives the hosts of a private network their names, in the file that gives hosts their names (hosts(5)), as the programs
// there see it.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { errnoOf } from '../errors.ts'
import { mountOver } from '../hosts/mounts.ts'

export interface Named {
  readonly name: string
  readonly address: string
}

const HOSTS = '/etc/hosts'

/** Puts another file in its place, in the mount namespace of this process. Why that failed, if it did. */
export const giveNames = async (hosts: readonly Named[]): Promise<string | undefined> => {
  const folder = await mkdtemp(join(tmpdir(), 'unstick-'))
  try {
    const file = join(folder, 'hosts')
    await writeFile(file, withNames(await readFile(HOSTS, 'utf8'), hosts), { mode: 0o644 })
    // The mount keeps the file, which needs its name no more.
    await mountOver(HOSTS, file)
    return undefined
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === undefined) throw error
    const what = hosts.map(({ name, address }) => `${name} (${address})`).join(' and ')
    return `The names of the hosts could not be given (${errno}): ${what} are reached by their addresses alone.`
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The file's text with these names, which it has for nothing else. All other lines stay as they are. */
export const withNames = (file: string, hosts: readonly Named[]): string => {
  const taken = new Set(hosts.map(({ name }) => name))
  const others = file.split('\n').map((line) => without(taken, line))
  return [...hosts.map(({ name, address }) => `${address}\t${name}`), ...others].join('\n')
}

const without = (taken: ReadonlySet<string>, line: string): string => {
  const [entry = '', ...comment] = line.split('#')
  const [address = '', ...names] = entry.trim().split(/\s+/)
  const kept = names.filter((name) => !taken.has(name.toLowerCase()))
  if (kept.length === names.length) return line
  const rest = comment.map((text) => `#${text}`).join('')
  return kept.length === 0 ? rest : `${address}\t${kept.join(' ')} ${rest}`.trimEnd()
}

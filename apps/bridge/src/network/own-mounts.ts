// What programs in a private network find in /proc and /etc/hosts.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { errnoOf } from '../errors.ts'
import { mountOver, mountProc } from '../hosts/mounts.ts'
import { type Named, withNames } from './host-names.ts'

const HOSTS = '/etc/hosts'

/** Gives programs a `/proc` of their own processes. Why there is none, if so. */
export const ownProc = (): Promise<string | undefined> =>
  noteOf(
    mountProc,
    (errno) =>
      `This system does not let its users mount /proc (${errno}): programs see the processes of the whole machine there, under other numbers than their own.`,
  )

/** Gives hosts these names. Why they have none, if so. */
export const ownNames = (hosts: readonly Named[]): Promise<string | undefined> => {
  const names = hosts.map(({ name }) => name).join(' and ')
  return noteOf(
    () => putNames(hosts),
    (errno) =>
      `The names ${names} could not be given (${errno}): let programs use ${hosts.map(({ address }) => address).join(' and ')}.`,
  )
}

const putNames = async (hosts: readonly Named[]): Promise<void> => {
  if (hosts.length === 0) return
  const text = withNames(await readFile(HOSTS, 'utf8'), hosts)
  const folder = await mkdtemp(join(tmpdir(), 'unstick-'))
  try {
    const file = join(folder, 'hosts')
    await writeFile(file, text, { mode: 0o644 })
    // The mount keeps the file, which needs its name no more.
    await mountOver(HOSTS, file)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const noteOf = async (
  make: () => Promise<void>,
  note: (errno: string) => string,
): Promise<string | undefined> => {
  try {
    await make()
    return undefined
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === undefined) throw error
    return note(errno)
  }
}

// The processes of this machine from /proc, for tests that check what a process leaves running.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { errnoOf } from '../src/errors.ts'

interface Process {
  readonly id: number
  readonly parent: number
  /** The program's name. */
  readonly command: string
}

/** All processes below this one, children before grandchildren. */
export const descendantsOf = (id: number): Process[] => {
  const all = processes()
  const below = (parent: number): Process[] => {
    const children = all.filter((each) => each.parent === parent)
    return [...children, ...children.flatMap((child) => below(child.id))]
  }
  return below(id)
}

/** The network's helper, which is the first Node below this process. */
export const helperOf = (id: number): number => {
  const helper = descendantsOf(id).find(({ command }) => command === 'node')
  if (!helper) throw new Error(`process ${id} has no helper`)
  return helper.id
}

export const isThere = (id: number): boolean => existsSync(`/proc/${id}`)

/**
 * The processes whose environment has this text: those of one bridge, whose folder no other has. A namespace's number
 * would not do, because the kernel uses it again at once.
 */
export const processesWith = (text: string): number[] =>
  processes()
    .map(({ id }) => id)
    .filter((id) => {
      try {
        return readFileSync(`/proc/${id}/environ`, 'latin1').includes(text)
      } catch (error) {
        if (errnoOf(error) === undefined) throw error
        return false
      }
    })

const processes = (): Process[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const [id, command = '', , parent] = statOf(Number(name)) ?? []
      return id === undefined
        ? []
        : [{ id: Number(id), parent: Number(parent), command: programOf(Number(id)) || command }]
    })

/** From its own command line: Node 24 is called MainThread in `stat`. Empty if the process has ended. */
const programOf = (id: number): string => {
  try {
    const [program = ''] = readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0')
    return basename(program)
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return ''
  }
}

/** `undefined` if it ended meanwhile. The command is in brackets and may contain spaces. */
const statOf = (id: number): string[] | undefined => {
  try {
    const [, number = '', command = '', rest = ''] =
      /^(\d+) \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${id}/stat`, 'utf8')) ?? []
    return [number, command, ...rest.trim().split(' ')]
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return undefined
  }
}

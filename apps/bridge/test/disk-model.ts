// Models what a power cut would leave on the disk at any moment of a program's run, from the kernel's own account of its
// system calls (strace): bytes count once their file was synced after the write, names once their folder was (fsync(2)).
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** The command before the program: records its calls, in one file per thread, so that no line is cut by another thread's. */
export const straced = (prefix: string): readonly string[] => [
  ...['strace', '-ff', '-y', '-ttt', '-T', '-s', '400', '-o', prefix, '-e'],
  `trace=openat,mkdir,write,writev,pwrite64,pwritev,sendto,sendmsg,fsync,fdatasync,link,linkat,rename,renameat2,unlink,ftruncate`,
]

/** What a program sent: on a socket, or by its end. */
export interface Said {
  readonly text: string
  /** Whether the file, with everything written to it, would be there after a power cut at this moment. */
  readonly survives: (path: string) => boolean
  /** Whether the name would be absent after a power cut at this moment. */
  readonly isGone: (path: string) => boolean
}

/** Everything that was sent, in order, and finally the end of the program (with the text `exit`). */
export const saidOf = (prefix: string): Said[] => {
  const disk = new Disk()
  const said: Said[] = []
  const say = (text: string) => {
    const { survivors, names } = disk.snapshot()
    said.push({ text, survives: (path) => survivors.has(path), isGone: (path) => !names.has(path) })
  }
  for (const { name, args, isSocket } of callsOf(prefix)) {
    if (isSocket) say(args)
    else disk.take(name, args)
  }
  say('exit')
  return said
}

interface TracedCall {
  readonly name: string
  readonly args: string
  readonly isSocket: boolean
  /** When it took effect, in seconds. */
  readonly moment: number
}

/** The calls that succeeded, in the order of their effects: what is sent takes effect when its call begins, the rest when it ends. */
const callsOf = (prefix: string): TracedCall[] =>
  readdirSync(dirname(prefix))
    .map((name) => join(dirname(prefix), name))
    .filter((file) => file.startsWith(`${prefix}.`))
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .flatMap((line) => {
      const [, time = '', name = '', args = '', result = '', took = ''] =
        /^(\d+\.\d+) (\w+)\((.*)\) += (-?\d+)(?:<[^>]*>)?.* <(\d+\.\d+)>$/.exec(line) ?? []
      if (name === '' || Number(result) < 0) return []
      const isSocket = /^\d+<(socket|TCP)/.test(args)
      return [{ name, args, isSocket, moment: Number(time) + (isSocket ? 0 : Number(took)) }]
    })
    .sort((a, b) => a.moment - b.moment)

/** Files are numbered as they are created. Files from before are unknown. */
class Disk {
  #files = 0
  /** By path: the file that is there now, and the one that would be there after a power cut. */
  readonly #names = new Map<string, number>()
  readonly #durable = new Map<string, number>()
  readonly #madeFolders = new Set<string>()
  /** Files with bytes that are not on the disk yet. */
  readonly #dirty = new Set<number>()

  take(name: string, args: string): void {
    const [first = '', second = ''] = [...args.matchAll(/"([^"]*)"/g)].map(([, path = '']) => normalize(path))
    const descriptor = /^\d+<([^>]*)>/.exec(args)?.[1] ?? ''
    switch (name) {
      case 'mkdir':
        this.#madeFolders.add(first)
        {
          this.#create(first)
          return
        }
      case 'openat':
        if (args.includes('O_CREAT') && !this.#names.has(first)) this.#create(first)
        return
      case 'rename':
      case 'renameat2':
        this.#link(first, second)
        this.#names.delete(first)
        return
      case 'link':
      case 'linkat': {
        this.#link(first, second)
        return
      }
      case 'unlink':
        this.#names.delete(first)
        return
      case 'fsync':
      case 'fdatasync': {
        this.#sync(descriptor)
        return
      }
      default: {
        const file = this.#names.get(descriptor)
        if (file !== undefined) this.#dirty.add(file)
      }
    }
  }

  /** The names on the disk that are the same, complete file as the program sees now. */
  snapshot(): { names: ReadonlySet<string>; survivors: ReadonlySet<string> } {
    const names = [...this.#durable.keys()].filter((path) => this.#isReached(path))
    const survivors = names.filter((path) => {
      const file = this.#durable.get(path) ?? -1
      return file === this.#names.get(path) && !this.#dirty.has(file)
    })
    return { names: new Set(names), survivors: new Set(survivors) }
  }

  /** Whether the folders above, if the program itself made them, are on the disk. */
  #isReached(path: string): boolean {
    for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder))
      if (this.#madeFolders.has(folder) && !this.#durable.has(folder)) return false
    return true
  }

  #create(path: string): void {
    this.#names.set(path, this.#files)
    this.#files += 1
  }

  #link(from: string, to: string): void {
    const file = this.#names.get(from)
    if (file !== undefined) this.#names.set(to, file)
  }

  #sync(path: string): void {
    const file = this.#names.get(path)
    if (file !== undefined) this.#dirty.delete(file)
    // A folder: exactly its current names.
    const inside = (name: string) => dirname(name) === path
    for (const name of this.#durable.keys()) if (inside(name)) this.#durable.delete(name)
    for (const [name, number] of this.#names) if (inside(name)) this.#durable.set(name, number)
  }
}

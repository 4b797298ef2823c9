// This bridge's part in a sessions folder that several bridges may use at once. `.bridges` contains:
//
//     ID.bridge      which process the bridge ID is
//     ID.live.NAME   it records the session NAME
//     ID.new.N       a file that it has not finished yet
//     ID.running     where its page is (see running-bridge.ts)
//     turn           whose turn it is (see turns.ts)
//
// After a bridge was killed, its ID shows which files it left, and the next bridge that starts removes them.
import { link, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createPrivateFile, ownFolder } from '../disk/private-file.ts'
import { unlessFull } from '../disk/full-disk.ts'
import { errnoOf } from '../errors.ts'
import { BEAT_MS, findMember, type Member, memberText, newMember } from './member.ts'

const ID_LENGTH = 36

export class Membership {
  readonly path: string
  readonly #member: Member
  readonly #beat: NodeJS.Timeout
  #temporaries = 0
  #introducing: Promise<void> | undefined
  #left = false

  private constructor(path: string, member: Member) {
    this.path = path
    this.#member = member
    this.#beat = setInterval(() => void this.#renew(), BEAT_MS).unref()
  }

  /** `path` is the folder `.bridges`, which is made if it is missing. Rejects with Node's error. */
  static async join(path: string): Promise<Membership> {
    const membership = new Membership(path, await newMember())
    // On a full disk, every later write tries again.
    await unlessFull(membership.#introduce())
    return membership
  }

  get id(): string {
    return this.#member.id
  }

  /** Declares that this bridge records the session, until `unmark`. Rejects with Node's error. */
  async mark(session: string): Promise<void> {
    await this.#introduce()
    await (await createPrivateFile(this.own(`live.${session}`))).close()
  }

  unmark(session: string): Promise<void> {
    return remove(this.own(`live.${session}`))
  }

  /** A path for an unfinished file on the same disk as the sessions. Rejects with Node's error. */
  async temporary(): Promise<string> {
    await this.#introduce()
    this.#temporaries += 1
    return this.own(`new.${this.#temporaries}`)
  }

  /** The sessions that other bridges record now, and the recording process; 0 if it belongs to another user. */
  async liveElsewhere(): Promise<ReadonlyMap<string, number>> {
    const live = new Map<string, number>()
    for (const name of await this.#names()) {
      const [, id = '', session] = /^(.{36})\.live\.(.*)$/.exec(name) ?? []
      if (session === undefined || id === this.id) continue
      const found = await findMember(join(this.path, `${id}.bridge`))
      if (found && !found.gone) live.set(session, found.member?.pid ?? 0)
    }
    return live
  }

  /** The process of a bridge on this very system; `undefined` for any other bridge. */
  async pidHere(id: string): Promise<number | undefined> {
    const found = await findMember(join(this.path, `${id}.bridge`))
    return found?.member?.place === this.#member.place && !found.gone ? found.member.pid : undefined
  }

  /** Takes the name `name` in the folder, which one bridge at a time can have. Returns whether it was free. Rejects with Node's error. */
  async claim(name: string): Promise<boolean> {
    const path = join(this.path, name)
    try {
      await this.#introduce()
      // A second name of the bridge's own file, so that it appears complete or not at all.
      await link(this.own('bridge'), path)
      return true
    } catch (error) {
      const errno = errnoOf(error) ?? ''
      if (errno === 'EEXIST') return false
      if (!linkless.has(errno)) throw error
      return this.#claimWithoutLinks(path)
    }
  }

  /** Gives back what was claimed. */
  release(name: string): Promise<void> {
    return remove(join(this.path, name))
  }

  /** Removes what killed bridges left. Rejects with Node's error. */
  async sweep(): Promise<void> {
    const names = await this.#names()
    const ids = new Set(names.map((name) => owned.exec(name)?.[1] ?? this.id))
    ids.delete(this.id)
    for (const id of ids) {
      const found = await findMember(join(this.path, `${id}.bridge`))
      if (found && !found.gone) continue
      for (const name of names)
        if (name.startsWith(`${id}.`) && name !== `${id}.bridge`) await remove(join(this.path, name))
      // Removed last, so that a sweep that is interrupted is done again.
      await remove(join(this.path, `${id}.bridge`))
    }
  }

  /** Removes all files of this bridge. Others then see it as ended. */
  async leave(): Promise<void> {
    this.#left = true
    clearInterval(this.#beat)
    for (const name of await this.#names())
      if (name.startsWith(`${this.id}.`) && name !== `${this.id}.bridge`) await remove(join(this.path, name))
    await remove(this.own('bridge'))
  }

  /** The path of one of this bridge's files. The bridge removes it when it leaves; if it was killed, others do. */
  own(name: string): string {
    return join(this.path, `${this.id}.${name}`)
  }

  /** Its own file exists before any other file of it. If somebody removed the folder, it is made again. */
  async #introduce(): Promise<void> {
    if (this.#left) throw new Error('this bridge has left the folder')
    this.#introducing ??= this.#writeOwnFile().finally(() => (this.#introducing = undefined))
    await this.#introducing
  }

  async #writeOwnFile(): Promise<void> {
    const path = this.own('bridge')
    if (await findMember(path)) return
    await madeFor(this.path)
    const file = await createPrivateFile(path)
    try {
      await file.writeFile(memberText(this.#member))
    } catch (error) {
      await remove(path)
      throw error
    } finally {
      await file.close()
    }
  }

  async #claimWithoutLinks(path: string): Promise<boolean> {
    try {
      await writeFile(path, memberText(this.#member), { flag: 'wx', mode: 0o600 })
      return true
    } catch (error) {
      if (errnoOf(error) === 'EEXIST') return false
      throw error
    }
  }

  async #renew(): Promise<void> {
    const now = new Date()
    // Without its file there is nothing to renew. The next step that needs the file makes it again.
    await utimes(this.own('bridge'), now, now).catch(() => undefined)
  }

  async #names(): Promise<string[]> {
    try {
      return await readdir(this.path)
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return []
      throw error
    }
  }
}

/** The folder gets the mode of the sessions folder, so that everybody who may use the sessions may use it too. */
const madeFor = async (path: string): Promise<void> => ownFolder(path, (await stat(dirname(path))).mode)

/** Also a folder that somebody put under the name of a file. */
const remove = (path: string): Promise<void> => rm(path, { force: true, recursive: true })

const owned = new RegExp(`^([0-9a-f-]{${ID_LENGTH}})\\.(?:bridge$|live\\.|new\\.|running$)`)
const linkless = new Set(['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'])

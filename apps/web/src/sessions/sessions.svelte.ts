// The recorded sessions: the list, and what one does with them.
import type { DeletedSession, ImportedSession, SessionInfo } from '@unstick/api'
import { bridge } from '../bridge/bridge.ts'

export class Sessions {
  list = $state.raw<readonly SessionInfo[]>()
  sought = $state('')
  /** A file on its way: the part that the bridge has, and what calls it off. */
  incoming = $state.raw<{
    readonly name: string
    readonly size: number
    readonly part: number
    readonly cancel: () => void
  }>()
  readonly found = $derived.by(() => {
    const words = this.sought.toLowerCase().split(/\s+/).filter(Boolean)
    return (this.list ?? []).filter(({ title, id, experiment }) => {
      const text = `${title} ${id} ${experiment ?? ''}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
  })

  async load(): Promise<void> {
    this.list = await bridge.sessions()
  }

  async rename(id: string, title: string): Promise<void> {
    await bridge.rename(id, title)
    await this.load()
  }

  async remove(id: string): Promise<DeletedSession> {
    const deleted = await bridge.remove(id)
    this.list = this.list?.filter((session) => session.id !== id)
    return deleted
  }

  /** Undoes that very deletion: a session of the same id may have been deleted before or since. */
  async restore(id: string, deletion: string): Promise<void> {
    await bridge.restore(id, deletion)
    await this.load()
  }

  /** Stores a file as a session. */
  async add(file: File): Promise<ImportedSession> {
    const calledOff = new AbortController()
    const { name, size } = file
    const got = (part: number): void => {
      this.incoming = { name, size, part, cancel: () => calledOff.abort() }
    }
    got(0)
    try {
      const imported = await bridge.importFile(file, got, calledOff.signal)
      await this.load()
      return imported
    } finally {
      this.incoming = undefined
    }
  }
}

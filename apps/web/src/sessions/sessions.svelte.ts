// The recorded sessions: the list, and what one does with them.
import type { SessionInfo } from '@unstick/session'
import { bridge } from '../bridge/bridge.ts'

export class Sessions {
  list = $state.raw<readonly SessionInfo[]>()
  sought = $state('')
  /** A file on its way: its name and the part that is there. */
  incoming = $state.raw<{ readonly name: string; readonly part: number }>()
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

  async remove(id: string): Promise<void> {
    await bridge.remove(id)
    this.list = this.list?.filter((session) => session.id !== id)
  }

  async restore(id: string): Promise<void> {
    await bridge.restore(id)
    await this.load()
  }

  /** Gives the new session's id. */
  async add(file: File): Promise<string> {
    this.incoming = { name: file.name, part: 0 }
    try {
      const { id } = await bridge.importFile(file, (part) => (this.incoming = { name: file.name, part }))
      await this.load()
      return id
    } finally {
      this.incoming = undefined
    }
  }
}

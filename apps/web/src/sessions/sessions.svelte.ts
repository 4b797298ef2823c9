// The recorded sessions: the list, and the actions on them.
import type { DeletedSession, ImportedSession, SessionInfo } from '@unstick/api'
import { createContext } from 'svelte'
import type { BridgeWatch } from '../bridge/bridge-watch.svelte.ts'
import type { Lab } from '../lab/lab.svelte.ts'
import type { Navigation } from '../navigation/navigation.svelte.ts'
import type { Pane } from '../pane/pane.svelte.ts'
import type { Panes } from '../pane/panes.svelte.ts'
import type { Toasts } from '../ui/toasts.svelte.ts'
import { bridge } from '../bridge/bridge.ts'
import { BridgeError } from '../bridge/bridge-error.ts'
import { latePart } from '../bridge/late-part.ts'

/** The list is requested again while sessions are being counted, less and less often. Milliseconds. */
const FIRST_WAIT = 300
const MOST_WAIT = 5_000

/** What the list of sessions needs from the page around it. */
export interface SessionsSurroundings {
  readonly panes: Panes
  readonly lab: Lab
  readonly navigation: Navigation
  readonly toasts: Toasts
  readonly watch: BridgeWatch
  /** Called when a session was opened or two are compared. */
  readonly opened: () => void
  readonly compared: () => void
}

export class Sessions {
  readonly around: SessionsSurroundings
  list = $state.raw<readonly SessionInfo[]>()
  sought = $state('')
  /** The file being imported: the fraction that the bridge has, and how to cancel. */
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

  #wait = FIRST_WAIT
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(around: SessionsSurroundings) {
    this.around = around
  }

  async load(): Promise<void> {
    this.#wait = FIRST_WAIT
    await this.#ask()
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#timer)
    this.list = await bridge.sessions()
    clearTimeout(this.#timer)
    // A session still being recorded is counted again whenever it grows, so waiting for it would never end.
    if (!this.list.some(({ counting, live }) => counting && !live)) return
    this.#timer = setTimeout(() => void this.#askAgain(), this.#wait)
    this.#wait = Math.min(MOST_WAIT, this.#wait * 2)
  }

  /** Ignores a bridge that is gone, because the person's next action reports it. */
  async #askAgain(): Promise<void> {
    try {
      await this.#ask()
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error
    }
  }

  #listed(session: string | undefined): SessionInfo | undefined {
    return this.list?.find(({ id }) => id === session)
  }

  titleOf({ session, reader }: Pane): string | undefined {
    return this.#listed(session)?.title ?? reader.summary?.header?.title ?? session
  }

  /** The framing that the session's programs used. */
  framingOf(session: string): string {
    return this.#listed(session)?.framing ?? 'none'
  }

  /** Whether it is a capture, or a run of a person's own programs: the lab has no experiment that belongs to it. */
  isForeign(session: string): boolean {
    const listed = this.#listed(session)
    return listed !== undefined && listed.experiment === undefined
  }

  /** Sets the lab to the session's experiment, with that run's conditions. */
  recall(session: string | undefined): void {
    const listed = this.#listed(session)
    if (listed) this.around.lab.recall(listed)
  }

  /** Without `framing`, uses the framing of the session's programs. */
  open(session: string, framing?: string, stream = 0): void {
    const { panes, opened } = this.around
    opened()
    panes.ask()
    if (session !== panes.active.session) this.recall(session)
    panes.active.open(session, framing ?? this.framingOf(session), stream)
  }

  /** Opens a session below the open one. */
  async compareWith(session: string): Promise<void> {
    const { panes, compared } = this.around
    compared()
    if (panes.active.session === undefined) this.open(session)
    else {
      this.recall(session)
      await panes.addBeneath((beneath) => beneath.open(session, this.framingOf(session)))
    }
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

  /** Undoes exactly that deletion, because a session with the same id may have been deleted at another time. */
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
      const { importFile } = await latePart(() => import('../bridge/import-file.ts'))
      const imported = await importFile(file, got, calledOff.signal)
      await this.load()
      return imported
    } finally {
      this.incoming = undefined
    }
  }
}

export const [getSessions, setSessions] = createContext<Sessions>()

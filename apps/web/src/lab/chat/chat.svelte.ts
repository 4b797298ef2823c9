// The chat's state: what the programs of the open session said, and the lines typed for them.
import { typedPrograms } from '@unstick/api'
import { bridge } from '../../bridge/bridge.ts'
import type { BridgeWatch } from '../../bridge/bridge-watch.svelte.ts'
import type { Panes } from '../../pane/panes.svelte.ts'
import type { Lab } from '../lab.svelte.ts'
import { noTalk, type Talk } from '../../model/session/printed-talk.ts'
import { type Conversation, conversationsOf } from './conversation.ts'

export class Chat {
  readonly #panes: Panes
  readonly #lab: Lab
  readonly #watch: BridgeWatch
  readonly drafts = $state<Record<string, string>>({})
  #talk = $state.raw<Talk>(noTalk)
  /** Which programs said quit, by session. */
  readonly #left = $state<Record<string, readonly string[]>>({})

  constructor(panes: Panes, lab: Lab, watch: BridgeWatch) {
    this.#panes = panes
    this.#lab = lab
    this.#watch = watch
  }

  /** The programs of the open session that read lines; empty if it is not a chat. */
  readonly programs = $derived.by((): readonly string[] => {
    const { experiment: name, conditions = {} } = this.#panes.active.reader.summary?.header ?? {}
    const experiment = this.#lab.experiments.find((each) => each.name === name)
    return experiment ? typedPrograms(experiment, conditions) : []
  })

  readonly conversations = $derived.by((): readonly Conversation[] =>
    conversationsOf(this.programs, this.#talk),
  )

  /** Whether the programs still read what is typed. */
  get open(): boolean {
    return this.#panes.active.reader.summary?.live ?? false
  }

  hasLeft(program: string): boolean {
    return this.#left[this.#panes.active.session ?? '']?.includes(program) ?? false
  }

  /** Reads what was printed since the last look. */
  async refresh(): Promise<void> {
    this.#talk = (await this.#panes.active.reader.ask('printed')) ?? noTalk
  }

  /** Sends the text in the program's field. */
  async say(program: string): Promise<void> {
    const { session } = this.#panes.active
    const text = this.drafts[program]?.trim() ?? ''
    if (session === undefined || text === '') return
    this.drafts[program] = ''
    await this.#watch.attempt(async () => {
      await bridge.type(session, { program, text })
      if (text === 'quit') this.#left[session] = [...(this.#left[session] ?? []), program]
    })
  }
}

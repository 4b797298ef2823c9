// The chat in the page: what the programs of the open session said, and the lines typed for them.
import { bridge } from '../../bridge/bridge.ts'
import type { Page } from '../../app/page.svelte.ts'
import type { Talk } from '../../model/session/printed-talk.ts'
import { type Conversation, conversationsOf } from './conversation.ts'

export class Chat {
  readonly #page: Page
  readonly drafts = $state<Record<string, string>>({})
  #talk = $state.raw<Talk>({ printed: [], senders: [] })
  /** Who said quit in which session. */
  readonly #left = $state<Record<string, readonly string[]>>({})

  constructor(page: Page) {
    this.#page = page
  }

  /** The programs of the open session that read lines; none where it is no chat. */
  readonly programs = $derived.by((): readonly string[] => {
    const { lab, reader } = this.#page
    const name = reader.summary?.header?.experiment
    return lab.experiments.find((experiment) => experiment.name === name)?.typed ?? []
  })

  readonly conversations = $derived.by((): readonly Conversation[] =>
    conversationsOf(this.programs, this.#talk),
  )

  /** Whether the programs still read what is typed. */
  get open(): boolean {
    return this.#page.reader.summary?.live ?? false
  }

  hasLeft(program: string): boolean {
    return this.#left[this.#page.session ?? '']?.includes(program) ?? false
  }

  /** Looks at what was printed since. */
  async refresh(): Promise<void> {
    this.#talk = await this.#page.reader.printed()
  }

  /** Sends what stands in the program's field. */
  async say(program: string): Promise<void> {
    const { session } = this.#page
    const text = this.drafts[program]?.trim() ?? ''
    if (session === undefined || text === '') return
    this.drafts[program] = ''
    await this.#page.attempt(async () => {
      await bridge.type(session, { program, text })
      if (text === 'quit') this.#left[session] = [...(this.#left[session] ?? []), program]
    })
  }
}

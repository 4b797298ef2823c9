// What is shown as the body of the selected interval: of which message, in which view and encoding.
import { keep, recall } from '../../ui/browser-memory.ts'
import type { Content, ContentOf } from '../../model/inspect/content.ts'
import type { Inspection } from '../../model/inspect/inspection.ts'
import type { Reader } from '../../worker/reader.svelte.ts'
import { type BodyView, chooseView } from './choose-view.ts'
import { isEncoding } from './encodings.ts'

const KEY = 'unstick.encoding'

export interface ShownBody extends Content {
  /** What its bytes are best seen as. */
  readonly view: BodyView
}

const kept = recall(KEY)

export class BodyState {
  /** Stays until the next one is here, so that nothing flickers. */
  shown = $state.raw<ShownBody>()
  #encoding = $state(isEncoding(kept) ? kept : 'utf-8')
  /** A view that was picked holds as long as one looks at the same stream in the same way. */
  #picked = $state.raw<{ readonly scope: string; readonly view: BodyView }>()
  /** The message that was stepped to in an interval. */
  #stepped = $state.raw<{ readonly interval: string; readonly message: number }>()
  readonly #reader: () => Reader
  #asked = 0

  /** `reader`: of the session that is looked at. */
  constructor(reader: () => Reader) {
    this.#reader = reader
  }

  get encoding(): string {
    return this.#encoding
  }

  set encoding(label: string) {
    this.#encoding = label
    keep(KEY, label)
  }

  get view(): BodyView {
    const { summary } = this.#reader()
    return this.#picked?.scope === scopeOf(summary) ? this.#picked.view : (this.shown?.view ?? 'hex')
  }

  set view(view: BodyView) {
    this.#picked = { scope: scopeOf(this.#reader().summary), view }
  }

  /** The message whose body it is; `undefined`: the interval's bytes. */
  messageOf(inspection: Inspection): number | undefined {
    const { messages } = inspection
    if (!messages) return undefined
    const { first, count, chosen } = messages
    const stepped = this.#stepped?.interval === nameOf(inspection) ? this.#stepped.message : chosen
    return Math.min(Math.max(stepped, first), first + count - 1)
  }

  step(inspection: Inspection, by: 1 | -1): void {
    const message = this.messageOf(inspection)
    if (message !== undefined) this.#stepped = { interval: nameOf(inspection), message: message + by }
  }

  /** Asks for the bytes; an answer that comes after a later question counts no more. */
  async ask(of: ContentOf): Promise<void> {
    this.#asked += 1
    const asked = this.#asked
    const content = await this.#reader().ask('content', of)
    const view = content ? await chooseView(content.bytes) : 'hex'
    if (asked !== this.#asked) return
    // The same bytes again, of a session that has ended or of the message that was in the recv: where one has folded
    // and scrolled to stays.
    if (!isSame(content, this.shown)) this.shown = content && { ...content, view }
  }
}

const isSame = (one: Content | undefined, other: Content | undefined): boolean =>
  one?.size === other?.size &&
  one?.decoded === other?.decoded &&
  isSameBytes(one?.bytes, other?.bytes) &&
  isSameBytes(one?.lead, other?.lead)

const isSameBytes = (one: Uint8Array | undefined, other: Uint8Array | undefined): boolean =>
  one?.length === other?.length && (one?.every((byte, at) => byte === other?.[at]) ?? true)

/** The same interval of the same stream has the same name. */
const nameOf = ({ lane, index, framing }: Inspection): string => `${lane} ${index} ${framing}`

const scopeOf = (summary: Reader['summary']): string =>
  summary ? `${summary.session} ${summary.stream} ${summary.framing}` : ''

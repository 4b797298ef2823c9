// What is shown as the selected interval's body: which message, in which view and encoding.
import { keep, recall } from '../../ui/browser-memory.ts'
import { spokenEncoding } from '../../model/stream/spoken-encoding.ts'
import type { Content, ContentOf } from '../../model/inspect/content.ts'
import type { Inspection } from '../../model/inspect/inspection.ts'
import type { Reader } from '../../worker/reader.svelte.ts'
import { type BodyView, chooseView } from './choose-view.ts'
import { isEncoding } from './encodings.ts'

const KEY = 'unstick.encoding'

export interface ShownBody extends Content {
  /** The view that suits its bytes best. */
  readonly view: BodyView
}

const kept = recall(KEY)

export class BodyState {
  /** Stays until the next one has arrived, so that nothing flickers. */
  shown = $state.raw<ShownBody>()
  #encoding = $state(isEncoding(kept) ? kept : 'utf-8')
  /** The session for which a person chose the encoding. */
  #chosenFor = $state<string>()
  /** A chosen view is kept while the same stream is shown in the same way. */
  #picked = $state.raw<{ readonly scope: string; readonly view: BodyView }>()
  /** The message that a person stepped to in an interval. */
  #stepped = $state.raw<{ readonly interval: string; readonly message: number }>()
  readonly #reader: () => Reader
  #asked = 0

  /** `reader`: the reader of the session on screen. */
  constructor(reader: () => Reader) {
    this.#reader = reader
  }

  /** A person's choice counts. Until there is one in this session, the encoding in which its programs wrote counts. */
  get encoding(): string {
    const { summary } = this.#reader()
    return this.#chosenFor === summary?.session
      ? this.#encoding
      : (spokenEncoding(summary?.header) ?? this.#encoding)
  }

  set encoding(label: string) {
    this.#encoding = label
    this.#chosenFor = this.#reader().summary?.session
    keep(KEY, label)
  }

  get view(): BodyView {
    const { summary } = this.#reader()
    return this.#picked?.scope === scopeOf(summary) ? this.#picked.view : (this.shown?.view ?? 'hex')
  }

  set view(view: BodyView) {
    this.#picked = { scope: scopeOf(this.#reader().summary), view }
  }

  /** The message whose body is shown; `undefined`: the interval's bytes. */
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

  /** Asks for the bytes. Ignores an answer that arrives after a newer request. */
  async ask(of: ContentOf): Promise<void> {
    this.#asked += 1
    const asked = this.#asked
    const content = await this.#reader().ask('content', of)
    const view = content ? await chooseView(content.bytes, this.encoding) : 'hex'
    if (asked !== this.#asked) return
    // If the bytes are the same as before, from an ended session or the message in the recv, keeps the folds and the
    // scroll position.
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

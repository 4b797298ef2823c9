// Which groups of a tree are folded and where its cursor is.
import { SvelteSet } from 'svelte/reactivity'
import { initiallyFolded, isGroup, visibleRows, type TreeRow } from './tree-rows.ts'

export class TreeState {
  readonly rows: readonly TreeRow[]
  readonly folded: SvelteSet<number>
  /** The cursor's index among the visible rows. */
  cursor = $state(0)
  /** The visible rows. */
  readonly seen = $derived.by(() => visibleRows(this.rows, this.folded))

  constructor(rows: readonly TreeRow[]) {
    this.rows = rows
    this.folded = new SvelteSet(initiallyFolded(rows))
  }

  /** The cursor's row among all rows. */
  get row(): number {
    return this.seen[this.cursor] ?? 0
  }

  /** Puts the cursor on a visible row. If it is a group, folds or unfolds it. */
  click(place: number): void {
    this.cursor = place
    this.#toggle()
  }

  onKey(event: KeyboardEvent): void {
    const run = event.ctrlKey || event.metaKey || event.altKey ? undefined : this.#keys[event.key]
    if (!run) return
    event.preventDefault()
    event.stopPropagation()
    run()
  }

  readonly #keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => this.#to(this.cursor + 1),
    ArrowUp: () => this.#to(this.cursor - 1),
    PageDown: () => this.#to(this.cursor + PAGE),
    PageUp: () => this.#to(this.cursor - PAGE),
    Home: () => this.#to(0),
    End: () => this.#to(Infinity),
    ArrowRight: () => (this.folded.has(this.row) ? this.#toggle() : this.#to(this.cursor + 1)),
    ArrowLeft: () => (this.#isOpen ? this.#toggle() : this.#toParent()),
    Enter: () => this.#toggle(),
    ' ': () => this.#toggle(),
  }

  get #isOpen(): boolean {
    const row = this.rows[this.row]
    return row !== undefined && isGroup(row) && !this.folded.has(this.row)
  }

  #to(place: number): void {
    this.cursor = Math.max(0, Math.min(this.seen.length - 1, place))
  }

  #toParent(): void {
    const depth = this.rows[this.row]?.depth ?? 0
    const parent = this.seen.findLastIndex(
      (at, place) => place < this.cursor && (this.rows[at]?.depth ?? 0) < depth,
    )
    if (parent >= 0) this.#to(parent)
  }

  #toggle(): void {
    const row = this.rows[this.row]
    if (!row || !isGroup(row)) return
    if (!this.folded.delete(this.row)) this.folded.add(this.row)
  }
}

const PAGE = 5

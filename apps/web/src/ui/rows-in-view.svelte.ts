// Which rows of a box that scrolls are in view, if all rows have one height. Only these need be rendered.
import type { Attachment } from 'svelte/attachments'

interface Rows {
  /** Pixels of one row, and of the box's padding above and below the rows. */
  readonly row: number
  readonly edge?: number
  /** How many more rows are rendered above and below, so that a scroll shows no gap. */
  readonly beyond?: number
}

export class RowsInView {
  readonly row: number
  readonly #edge: number
  readonly #beyond: number
  #box = $state.raw<HTMLElement>()
  #top = $state(0)
  #height = $state(0)

  constructor({ row, edge = 0, beyond = 0 }: Rows) {
    this.row = row
    this.#edge = edge
    this.#beyond = beyond
  }

  /** The first row in view, and how many rows may be in view at once. */
  readonly first = $derived.by(() => Math.floor(this.#top / this.row))
  readonly most = $derived.by(() => Math.ceil(this.#height / this.row) + 1)
  /** The first row to render, and the one after the last. It may lie after the end of the list. */
  readonly from = $derived.by(() => Math.max(0, this.first - this.#beyond))
  readonly to = $derived.by(() => this.first + this.most + this.#beyond)

  /** Follows the box that scrolls. */
  readonly box: Attachment<HTMLElement> = (element) => {
    this.#box = element
    const measure = (): void => void (this.#height = element.clientHeight)
    const scroll = (): void => void (this.#top = element.scrollTop)
    measure()
    const resizes = new ResizeObserver(measure)
    resizes.observe(element)
    element.addEventListener('scroll', scroll)
    return () => {
      resizes.disconnect()
      element.removeEventListener('scroll', scroll)
    }
  }

  /** Scrolls as little as needed to have the row in view. */
  reveal(row: number): void {
    const box = this.#box
    if (!box) return
    const [above, below] = [row * this.row, (row + 1) * this.row + 2 * this.#edge - box.clientHeight]
    if (box.scrollTop > above) box.scrollTop = above
    else if (box.scrollTop < below) box.scrollTop = below
  }
}

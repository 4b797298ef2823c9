// The list's state: how it is sorted and filtered, which rows are in view, and which row has the keyboard focus.
import type { Reader } from '../worker/reader.svelte.ts'
import { isNumber } from '../model/connections/columns.ts'
import {
  type ConnectionColumn,
  type ConnectionQuery,
  type ConnectionRow,
  type ConnectionSort,
  noConnections,
} from '../model/connections/connection-row.ts'

/** Rows requested above and below those in view, so that scrolling finds them loaded. */
const AROUND = 30

export class ConnectionList {
  sort = $state.raw<ConnectionSort>()
  filter = $state('')
  /** The first row in view, and how many rows are in view. */
  top = $state(0)
  height = $state(10)
  /** The row with the keyboard focus, among the rows found. */
  cursor = $state(0)
  page = $state.raw(noConnections)
  readonly #reader: Reader
  #asking = false
  #wanted: ConnectionQuery | undefined

  constructor(reader: Reader) {
    this.#reader = reader
  }

  readonly query = $derived.by((): ConnectionQuery => ({
    at: Math.max(0, this.top - AROUND),
    count: this.height + 2 * AROUND,
    sort: this.sort,
    filter: this.filter,
  }))

  readonly current = $derived<ConnectionRow | undefined>(this.page.rows[this.cursor - this.page.from])

  /** Requests the rows of `query`. If more requests come before the answer, only the last counts. */
  async ask(query: ConnectionQuery): Promise<void> {
    this.#wanted = query
    if (this.#asking) return
    this.#asking = true
    while (this.#wanted) {
      const wanted: ConnectionQuery = this.#wanted
      this.#wanted = undefined
      this.page = (await this.#reader.ask('connections', wanted)) ?? noConnections
    }
    this.#asking = false
    this.cursor = Math.max(0, Math.min(this.cursor, this.page.found - 1))
  }

  /** The row with the keyboard focus, even if a scroll has not loaded it yet. */
  async underKeys(): Promise<ConnectionRow | undefined> {
    if (this.current) return this.current
    const { rows } =
      (await this.#reader.ask('connections', { ...this.query, at: this.cursor, count: 1 })) ?? noConnections
    return rows[0]
  }

  /** Focuses the connection of this stream. Returns its row, if it is among those found. */
  async seek(stream: number): Promise<number | undefined> {
    const { place } =
      (await this.#reader.ask('connections', { ...this.query, at: { stream } })) ?? noConnections
    if (place !== undefined) this.cursor = place
    return place
  }

  /** Sorts by a column, then in the opposite direction, then in the order in which the connections began. */
  sortBy(column: ConnectionColumn): void {
    const first = isNumber(column)
    if (this.sort?.column !== column) this.sort = { column, descending: first }
    else this.sort = this.sort.descending === first ? { column, descending: !first } : undefined
    this.cursor = 0
  }

  /** Moves the focus by that many rows. */
  move(by: number): void {
    this.cursor = Math.max(0, Math.min(this.page.found - 1, this.cursor + by))
  }
}

// The list's state: how it is sorted and filtered, which rows are in view, and the row that the keys are on.
import type { Reader } from '../worker/reader.svelte.ts'
import { isNumber } from '../model/connections/columns.ts'
import {
  type ConnectionColumn,
  type ConnectionQuery,
  type ConnectionRow,
  type ConnectionSort,
  noConnections,
} from '../model/connections/connection-row.ts'

/** Rows asked for above and below those in view, so that a scroll finds them there. */
const AROUND = 30

export class ConnectionList {
  sort = $state.raw<ConnectionSort>()
  filter = $state('')
  /** The first row in view, and how many are. */
  top = $state(0)
  height = $state(10)
  /** The row that the keys are on, among those found. */
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

  /** Asks for the rows of `query`; of those that come while one is asked for only the last counts. */
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

  /** The row that the keys are on, also where a scroll has not brought it yet. */
  async underKeys(): Promise<ConnectionRow | undefined> {
    if (this.current) return this.current
    const { rows } =
      (await this.#reader.ask('connections', { ...this.query, at: this.cursor, count: 1 })) ?? noConnections
    return rows[0]
  }

  /** Puts the keys on the connection of this stream; its row, where it is among those found. */
  async seek(stream: number): Promise<number | undefined> {
    const { place } =
      (await this.#reader.ask('connections', { ...this.query, at: { stream } })) ?? noConnections
    if (place !== undefined) this.cursor = place
    return place
  }

  /** Sorts by a column, then the other way round, then as the connections began. */
  sortBy(column: ConnectionColumn): void {
    const first = isNumber(column)
    if (this.sort?.column !== column) this.sort = { column, descending: first }
    else this.sort = this.sort.descending === first ? { column, descending: !first } : undefined
    this.cursor = 0
  }

  /** Moves the keys by so many rows. */
  move(by: number): void {
    this.cursor = Math.max(0, Math.min(this.page.found - 1, this.cursor + by))
  }
}

// Columns that grow: typed arrays whose first places are filled, and which longer ones replace.

const FIRST_ROOM = 16

/** A column with room for `size` values: the same one if it has the room, else a longer copy. */
export const withRoom = <Column extends Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(
  column: Column,
  size: number,
): Column => {
  if (size <= column.length) return column
  const room = Math.max(FIRST_ROOM, size, column.length * 2)
  const wider = (column instanceof Float64Array ? new Float64Array(room) : new Uint32Array(room)) as Column
  // Both have the same type, but TypeScript cannot see that for the `set` of a union.
  wider.set(column)
  return wider
}

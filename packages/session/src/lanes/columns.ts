// Columns that grow: typed arrays of which only the first places are filled, and which are replaced by longer ones.

const FIRST_ROOM = 16

/** A column with room for `size` values: the same one where it has it, else one twice as long that begins with it. */
export const withRoom = <Column extends Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(
  column: Column,
  size: number,
): Column => {
  if (size <= column.length) return column
  const room = Math.max(FIRST_ROOM, size, column.length * 2)
  const wider = (column instanceof Float64Array ? new Float64Array(room) : new Uint32Array(room)) as Column
  // Both are of the same kind, which TypeScript does not see of a union's `set`.
  wider.set(column)
  return wider
}

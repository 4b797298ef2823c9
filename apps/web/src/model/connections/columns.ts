// The list's columns from left to right: their names and meanings.
import type { ConnectionColumn } from './connection-row.ts'

interface Column {
  readonly column: ConnectionColumn
  readonly name: string
  /** The long explanation, in a tooltip. */
  readonly meaning: string
}

const columns: readonly Column[] = [
  { column: 'transport', name: 'Kind', meaning: 'TCP or UDP' },
  {
    column: 'from',
    name: 'From',
    meaning: 'the end that opened the connection; if that is not known, the end that sent first',
  },
  { column: 'to', name: 'To', meaning: 'the other end' },
  { column: 'there', name: 'Bytes →', meaning: 'bytes from left to right' },
  { column: 'back', name: '← Bytes', meaning: 'bytes from right to left' },
  { column: 'sends', name: 'Sends', meaning: 'send calls of both ends' },
  { column: 'segments', name: 'Segments', meaning: 'captured segments or datagrams, both ways' },
  { column: 'recvs', name: 'Recvs', meaning: 'recv calls of both ends' },
  {
    column: 'framing',
    name: 'Framing',
    meaning: 'what cuts the messages out, if each connection has its own',
  },
  { column: 'messages', name: 'Messages', meaning: 'what the framing cuts out of both ways' },
  { column: 'merges', name: 'Merges', meaning: 'where bytes stuck together' },
  { column: 'splits', name: 'Splits', meaning: 'where bytes fell apart' },
  { column: 'duration', name: 'Lasted', meaning: 'from the first to the last interval that was seen' },
]

/** The columns that say something: if one framing is for all, nobody needs it in each row. */
export const columnsOf = (hasFramings: boolean): readonly Column[] =>
  columns.filter(({ column }) => hasFramings || column !== 'framing')

const WORDS: readonly ConnectionColumn[] = ['transport', 'from', 'to', 'framing']

/** Number columns are aligned right, and sort the largest first because that is what people look for. */
export const isNumber = (column: ConnectionColumn): boolean => !WORDS.includes(column)

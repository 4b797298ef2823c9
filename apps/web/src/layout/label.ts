// Words on a box, or beside it.

export interface Label {
  readonly key: number
  readonly x: number
  readonly text: string
  readonly beside: boolean
  readonly row: number
}

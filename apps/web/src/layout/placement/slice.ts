// What a lane's boxes are cut into by the colours of their bytes.

/** A piece of one interval in one colour, for labels and notes to work on. */
export interface Slice {
  readonly index: number
  readonly run: number
  readonly start: number
  readonly end: number
  readonly x0: number
  readonly x1: number
}

// How the colours of the bytes cut a lane's boxes.

/** A piece of one interval in one colour, for labels and notes to use. */
export interface Slice {
  readonly index: number
  readonly run: number
  readonly start: number
  readonly end: number
  readonly x0: number
  readonly x1: number
}

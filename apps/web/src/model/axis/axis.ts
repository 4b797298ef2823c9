// The two axes that a stream can be shown on, and a part of one.

export type AxisKind = 'time' | 'bytes'

/** How the bytes axis gives out its room: to each piece between boundaries, or the same to every byte. */
export const byteScales = ['even', 'linear'] as const

export type ByteScale = (typeof byteScales)[number]

/** From and to, in nanoseconds after the epoch or in stream bytes, as the axis has it. */
export type Domain = readonly [number, number]

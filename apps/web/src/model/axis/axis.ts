// The two axes that can show a stream, and a part of one.

export type AxisKind = 'time' | 'bytes'

/** How the bytes axis shares its room: between the pieces (from boundary to boundary), or equally between all bytes. */
export type ByteScale = 'even' | 'linear'

/** From and to: nanoseconds after the epoch on the time axis, stream bytes on the bytes axis. */
export type Domain = readonly [number, number]

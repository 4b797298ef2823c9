// The numbers of a prediction's questions, by what the questions are about. Code and picture show them.
export type Numbers = ReadonlyMap<string, readonly number[]>

export const noNumbers: Numbers = new Map()

/** A step of a program. */
export const callKey = (program: string, step: string): string => `${program} ${step}`

/** A row of the messages; empty: all of them. */
export const messageKey = (row: string): string => `message ${row}`

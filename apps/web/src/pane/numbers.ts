// The numbers of a prediction's questions, by what the questions are about. Code and picture show them.
export type Numbers = ReadonlyMap<string, readonly number[]>

export const noNumbers: Numbers = new Map()

/** A step of a program. */
export const callKey = (program: string, step: string): string => `${program} ${step}`

/** A row of the messages, counted from 1; 0: all of them. */
export const messageKey = (row: number): string => `message ${row}`

// Pieces of program text.

/** Indents all lines but empty ones. */
export const indentWith =
  (by: string) =>
  (text: string): string =>
    text.replace(/^(?=.)/gm, by)

/** The lines, without those for which there is no reason. */
export const linesOf = (...lines: readonly (string | false)[]): string =>
  lines.filter((line) => line !== false).join('\n')

/** `0x0a` */
export const hex = (byte: number): string => `0x${byte.toString(16).padStart(2, '0')}`

// Blank lines in Python.

/** At most two blank lines, as PEP 8 asks for between functions. */
export const tidy = (text: string): string => text.replace(/\n{4,}/g, '\n\n\n')

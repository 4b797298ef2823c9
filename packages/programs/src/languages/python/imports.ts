// What the programs in Python import.

export const importsOf = (others: readonly string[]): string =>
  [...new Set(['import socket', ...others, 'import sys'])].sort(byModule).join('\n')

const byModule = (a: string, b: string): number => (a < b ? -1 : 1)

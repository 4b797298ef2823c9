// What the programs in Go import.

export const importsOf = (others: readonly string[]): string => {
  const names = [...new Set(['bufio', 'fmt', 'io', 'net', 'os', ...others])].sort()
  return `package main

import (
${names.map((name) => `\t"${name}"`).join('\n')}
)`
}

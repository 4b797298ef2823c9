// What the programs in C import.

export const importsOf = (others: readonly string[]): string => {
  const names = ['errno.h', 'netdb.h', 'stdint.h', 'stdio.h', 'stdlib.h', 'string.h', 'unistd.h']
  const all = [...new Set([...names, 'sys/socket.h', ...others])]
  return `#define _POSIX_C_SOURCE 200809L
${all.map((name) => `#include <${name}>`).join('\n')}`
}

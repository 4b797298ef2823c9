// The longest body in C: its constant, and the checks before a body is read and sent.

export const mostBody = (most: number): string => `#define MOST ${most}ull /* bytes of the longest body */`

export const CHECK = 'if (length > MOST) fail("a length above the limit");'

export const TOO_LONG = 'if (size > MOST) fail("a body above the limit");'

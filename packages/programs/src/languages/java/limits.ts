// The longest body in Java: its constant, and the checks before a body is read and sent.

export const mostBody = (most: number): string =>
  `static final long MOST = ${most}; // bytes of the longest body`

export const CHECK =
  'if (length > MOST) throw new IOException("a length of " + length + "; at most " + MOST + " is allowed");'

export const TOO_LONG =
  'if (body.length > MOST) throw new IOException(body.length + " bytes; at most " + MOST + " are allowed");'

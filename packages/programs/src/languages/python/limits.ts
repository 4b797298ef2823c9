// The longest body in Python: its constant, and the checks before a body is read and sent.

export const mostBody = (most: number): string => `MOST = ${most}  # bytes of the longest body`

export const TOO_LONG = `if len(body) > MOST:
    raise ValueError(f'{len(body)} bytes; at most {MOST} are allowed')`

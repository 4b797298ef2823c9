// The longest body in Go: its constant, and the checks before a body is read and sent.

export const mostBody = (most: number): string => `const most = ${most} // bytes of the longest body`

export const CHECK = `if length > most {
	return nil, fmt.Errorf("a length of %d; at most %d is allowed", length, most)
}`

export const TOO_LONG = `if len(body) > most {
	return fmt.Errorf("%d bytes; at most %d are allowed", len(body), most)
}`

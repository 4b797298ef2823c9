// How the programs in Go receive bytes: exactly as many as a frame needs, however they come.

export const READ_BODY = `// readBody reads exactly n bytes: io.ReadFull reads until all have come.
func readBody(r *bufio.Reader, n uint64) ([]byte, error) {
	body := make([]byte, n)
	if _, err := io.ReadFull(r, body); err == io.EOF {
		return nil, io.ErrUnexpectedEOF
	} else if err != nil {
		return nil, err
	}
	return body, nil
}
`

/** The end of the stream is clean before a frame's first byte, and an error after it. */
export const nextByte = (first: string): string => `b, err := r.ReadByte()
if err == io.EOF${first === 'false' ? '' : ` && !(${first})`} {
	err = io.ErrUnexpectedEOF
}
if err != nil {
	return nil, err
}`

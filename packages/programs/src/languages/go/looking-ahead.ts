// How the programs in Go look at bytes before they read them, to choose the part that takes the next frame.

export const FITS = `// fits says whether the next bytes are the mark's. It never waits for more bytes than decide, because a frame may be short.
func fits(r *bufio.Reader, mark [][2]byte) bool {
	for k, want := range mark {
		seen, err := r.Peek(k + 1)
		if err != nil || seen[k]&want[0] != want[1] {
			return false
		}
	}
	return true
}

`

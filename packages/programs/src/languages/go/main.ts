// How a program in Go begins: it connects to the host and port that it was given, and how a program ends with an error.

export const MAIN = `// go run frames.go HOST PORT: sends every frame back
func main() {
	conn, err := net.Dial("tcp", net.JoinHostPort(os.Args[1], os.Args[2]))
	if err != nil {
		fail(err)
	}
	defer conn.Close()
	r := bufio.NewReader(conn)`

export const FAIL = `
func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
`

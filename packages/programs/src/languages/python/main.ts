// How a program in Python begins: it connects to the host and port that it was given.

export const MAIN = `if __name__ == '__main__':  # python3 frames.py HOST PORT: sends every frame back
    with socket.create_connection((sys.argv[1], int(sys.argv[2]))) as sock:`

export const STREAM =
  "        stream = sock.makefile('rb')  # buffered: read(n) waits for n bytes or the end\n"

// How the programs in Python look at bytes before they read them, to choose the part that takes the next frame.

export const PEEKING = `
class Peeking:
    """A buffered stream whose next bytes can be looked at before they are read."""

    def __init__(self, stream):
        self.stream = stream
        self.seen = b''

    def peek(self, count):
        """The next count bytes, which stay unread; fewer only at the end of the stream."""
        if len(self.seen) < count:
            self.seen += self.stream.read(count - len(self.seen))
        return self.seen[:count]

    def read(self, count):
        """The next count bytes; fewer only at the end of the stream."""
        data, self.seen = self.seen[:count], self.seen[count:]
        return data + self.stream.read(count - len(data)) if len(data) < count else data

    def readline(self, most):
        """Bytes up to a line feed, at most so many; fewer only at the end of the stream."""
        line = b''
        while len(line) < most and not line.endswith(b'\\n') and (byte := self.read(1)):
            line += byte
        return line


def fits(stream, mark):
    """Whether the next bytes are the mark's. It never waits for more bytes than decide, because a frame may be short."""
    for k, (bits, value) in enumerate(mark):
        seen = stream.peek(k + 1)
        if len(seen) <= k or seen[k] & bits != value:
            return False
    return True
`

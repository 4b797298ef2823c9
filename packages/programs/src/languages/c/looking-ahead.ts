// How the programs in C look at bytes before they read them, to choose the part that takes the next frame.

/** All parts read from one buffer, because bytes of the next part may have come with those of this one. */
export const AHEAD = `
/* Received bytes that are not read yet. */
static struct {
    uint8_t bytes[4096];
    size_t at, filled;
} ahead;

/* The byte that comes after k others, which all stay unread; -1 if the stream ends before it. */
static int peek_byte(int fd, size_t k) {
    while (ahead.at + k >= ahead.filled) {
        if (ahead.at + k >= sizeof ahead.bytes) {
            memmove(ahead.bytes, ahead.bytes + ahead.at, ahead.filled - ahead.at);
            ahead.filled -= ahead.at;
            ahead.at = 0;
        }
        ssize_t got = recv(fd, ahead.bytes + ahead.filled, sizeof ahead.bytes - ahead.filled, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) die("recv");
        if (got == 0) return -1;
        ahead.filled += (size_t)got;
    }
    return ahead.bytes[ahead.at + k];
}

/* The next byte; -1 if the stream has ended. */
static int next_byte(int fd) {
    int byte = peek_byte(fd, 0);
    if (byte >= 0) ahead.at++;
    return byte;
}
`

export const FITS = `
/* Whether the next bytes are the mark's. It never waits for more bytes than decide, because a frame may be short. */
static int fits(int fd, const uint8_t (*mark)[2], size_t size) {
    for (size_t k = 0; k < size; k++) {
        int byte = peek_byte(fd, k);
        if (byte < 0 || (byte & mark[k][0]) != mark[k][1]) return 0;
    }
    return 1;
}
`

export const EXACTLY_BYTES = `
/* Exactly count bytes, however they come; 0 if the stream ends before the first. */
static int recv_exactly(int fd, uint8_t *bytes, size_t count) {
    for (size_t k = 0; k < count; k++) {
        int byte = next_byte(fd);
        if (byte < 0 && k == 0) return 0;
        if (byte < 0) fail("the stream ended inside a frame");
        bytes[k] = (uint8_t)byte;
    }
    return 1;
}
`

// How the programs in C receive bytes: exactly as many as a frame needs, however they come.

export const RECV_EXACTLY = `
/* Exactly count bytes, however they come; 0 if the stream ends before the first. */
static int recv_exactly(int fd, uint8_t *bytes, size_t count) {
    for (size_t filled = 0; filled < count;) {
        ssize_t got = recv(fd, bytes + filled, count - filled, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) die("recv");
        if (got == 0 && filled == 0) return 0;
        if (got == 0) fail("the stream ended inside a frame");
        filled += (size_t)got;
    }
    return 1;
}
`

/** malloc(0) may give NULL, which means the end here. */
export const READ_BODY = `
static uint8_t *read_body(int fd, size_t size) {
    uint8_t *body = malloc(size + 1); /* never malloc(0), which may give NULL */
    if (body == NULL) die("malloc");
    if (!recv_exactly(fd, body, size)) fail("the stream ended before a body");
    return body;
}
`

export const NEXT_BYTE = `
/* The next byte, from a buffer so that not every byte costs a call; -1 if the stream has ended. */
static int next_byte(int fd) {
    static uint8_t buffer[4096];
    static size_t at, filled;
    if (at == filled) {
        ssize_t got;
        do got = recv(fd, buffer, sizeof buffer, 0);
        while (got < 0 && errno == EINTR);
        if (got < 0) die("recv");
        if (got == 0) return -1;
        at = 0;
        filled = (size_t)got;
    }
    return buffer[at++];
}
`

export const NEXT_BODY = `
static uint8_t *next_body(int fd, size_t size) {
    uint8_t *body = malloc(size + 1); /* never malloc(0), which may give NULL */
    if (body == NULL) die("malloc");
    for (size_t k = 0; k < size; k++) {
        int byte = next_byte(fd);
        if (byte < 0) fail("the stream ended inside a body");
        body[k] = (uint8_t)byte;
    }
    return body;
}
`

export const nextByte = (first: string | undefined): string => `int byte = next_byte(fd);
${first === undefined ? '' : `if (byte < 0 && ${first}) return NULL;\n`}if (byte < 0) fail("the stream ended inside a frame");`

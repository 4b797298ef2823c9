// How the programs in C send bytes.
import { TOO_LONG } from './limits.ts'

export const SEND_ALL = `
/* Sends all count bytes: one send may take fewer. */
static void send_all(int fd, const uint8_t *bytes, size_t count) {
    while (count > 0) {
        ssize_t sent = send(fd, bytes, count, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) die("send");
        bytes += sent;
        count -= (size_t)sent;
    }
}
`

export const SEND_FRAME = `uint8_t *frame = malloc(HEAD + size);
if (frame == NULL) die("malloc");`

export const sendHead = (head: string): string => `${TOO_LONG}
char head[32];
int written = snprintf(head, sizeof head, ${head}, size);
uint8_t *frame = malloc((size_t)written + size + 1);
if (frame == NULL) die("malloc");
memcpy(frame, head, (size_t)written);
memcpy(frame + written, body, size);`

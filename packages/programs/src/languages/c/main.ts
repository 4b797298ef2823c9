// How a program in C begins: it connects to the host and port that it was given, and how a program ends with an error.

export const FAIL = `/* The received bytes break the framing. */
static void fail(const char *why) {
    fprintf(stderr, "%s\\n", why);
    exit(1);
}

/* A call failed. */
static void die(const char *call) {
    perror(call);
    exit(1);
}
`

export const MAIN = `/* cc frames.c -o frames && ./frames HOST PORT: sends every frame back */
int main(int count, char **arguments) {
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found;
    if (count != 3 || getaddrinfo(arguments[1], arguments[2], &hints, &found) != 0) fail("usage: frames HOST PORT");
    int fd = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
    if (fd < 0 || connect(fd, found->ai_addr, found->ai_addrlen) < 0) die("connect");`

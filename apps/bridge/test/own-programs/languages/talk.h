/* What the C programs share: they log each call, with its stream's ports and the bytes, and end when a call fails. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static FILE *lines;
static int port;

/* Whether the words are: server or client, the port, and the log's path. */
static inline int takes(int count, char **words) {
    if (count != 4) return 0;
    port = atoi(words[2]);
    return (lines = fopen(words[3], "w")) != NULL;
}

static inline long must(long result, const char *call) {
    if (result >= 0) return result;
    perror(call);
    exit(1);
}

static inline int port_of(int connection, int (*ask)(int, struct sockaddr *, socklen_t *)) {
    struct sockaddr_in address;
    socklen_t size = sizeof address;
    must(ask(connection, (struct sockaddr *)&address, &size), "address");
    return ntohs(address.sin_port);
}

/* The ports of each connection, asked for while it is open: later its peer may be gone. */
static int here[64], there[64];

static inline int met(long connection) {
    here[connection] = port_of((int)connection, getsockname);
    there[connection] = port_of((int)connection, getpeername);
    return (int)connection;
}

/* Threads share the log, so a line is written as a whole. */
static inline void log_call(const char *call, int from, int to, const uint8_t *bytes, long count) {
    flockfile(lines);
    fprintf(lines, "%s %d %d ", call, from, to);
    for (long i = 0; i < count; i += 1) fprintf(lines, "%02x", bytes[i]);
    fprintf(lines, "\n");
    funlockfile(lines);
}

static inline void log_sent(int connection, const void *bytes, long count) {
    log_call("send", here[connection], there[connection], bytes, count);
}

static inline void log_received(int connection, const void *bytes, long count) {
    log_call("recv", there[connection], here[connection], bytes, count);
}

static inline struct sockaddr_in at_port(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static inline int listening(void) {
    struct sockaddr_in address = at_port();
    int listener = (int)must(socket(AF_INET, SOCK_STREAM, 0), "socket");
    must(bind(listener, (struct sockaddr *)&address, sizeof address), "bind");
    must(listen(listener, 5), "listen");
    return listener;
}

static inline int connected(void) {
    struct sockaddr_in address = at_port();
    int connection = (int)must(socket(AF_INET, SOCK_STREAM, 0), "socket");
    must(connect(connection, (struct sockaddr *)&address, sizeof address), "connect");
    return met(connection);
}

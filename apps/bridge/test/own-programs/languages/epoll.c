/* Neither side ever blocks in a send or recv: they try, are told EAGAIN, and wait in epoll_wait. */
#include "talk.h"
#include <errno.h>
#include <sys/epoll.h>

static void wait_for(int connection, uint32_t events) {
    static int poll = -1;
    struct epoll_event event = {.events = events};
    int known = poll >= 0;
    if (!known) poll = (int)must(epoll_create1(0), "epoll_create1");
    must(epoll_ctl(poll, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, connection, &event), "epoll_ctl");
    must(epoll_wait(poll, &event, 1, -1), "epoll_wait");
}

static int would_block(long result) { return result < 0 && errno == EAGAIN; }

/* The buffer has no room for all, so some of the sends take less than they are given. */
static void send_all(int connection, const uint8_t *bytes, long count) {
    while (count > 0) {
        long sent = send(connection, bytes, (size_t)count, 0);
        if (would_block(sent)) {
            wait_for(connection, EPOLLOUT);
            continue;
        }
        log_sent(connection, bytes, must(sent, "send"));
        bytes += sent;
        count -= sent;
    }
}

static void receive_all(int connection) {
    static uint8_t buffer[20000];
    for (;;) {
        long count = read(connection, buffer, sizeof buffer);
        if (would_block(count)) {
            wait_for(connection, EPOLLIN);
            continue;
        }
        if (must(count, "read") == 0) return;
        log_received(connection, buffer, count);
    }
}

static int connecting(void) {
    struct sockaddr_in address = at_port();
    int size = 4096;
    int connection = (int)must(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), "socket");
    setsockopt(connection, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
    if (connect(connection, (struct sockaddr *)&address, sizeof address) < 0 && errno != EINPROGRESS)
        must(-1, "connect");
    wait_for(connection, EPOLLOUT);
    return met(connection);
}

int main(int argc, char **words) {
    if (!takes(argc, words)) return 2;
    int connection;
    if (strcmp(words[1], "server") == 0) {
        connection = met(must(accept4(listening(), NULL, NULL, SOCK_NONBLOCK), "accept4"));
        receive_all(connection);
    } else {
        static uint8_t bytes[300000];
        for (size_t i = 0; i < sizeof bytes; i += 1) bytes[i] = (uint8_t)(i * 7 + i / 256);
        connection = connecting();
        send_all(connection, bytes, sizeof bytes);
    }
    close(connection);
    return fclose(lines);
}

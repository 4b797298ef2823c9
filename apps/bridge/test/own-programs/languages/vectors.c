/* sendmsg, writev and pwritev2 with several buffers, some of them empty; recvmsg, readv and preadv2 into several. */
#include "talk.h"
#include <sys/uio.h>

static const char *const pieces[] = {"head", "", "a body that is longer", "!"};

static void send_pieces(int connection, int turn) {
    struct iovec vectors[4];
    char all[64] = "";
    for (int i = 0; i < 4; i += 1) {
        vectors[i] = (struct iovec){.iov_base = (void *)(uintptr_t)pieces[i], .iov_len = strlen(pieces[i])};
        strcat(all, pieces[i]);
    }
    struct msghdr message = {.msg_iov = vectors, .msg_iovlen = 4};
    long sent = turn % 3 == 0   ? sendmsg(connection, &message, 0)
                : turn % 3 == 1 ? writev(connection, vectors, 4)
                                : pwritev2(connection, vectors, 4, -1, 0);
    log_sent(connection, all, must(sent, "send"));
}

static long receive_pieces(int connection, int turn) {
    uint8_t bytes[13];
    struct iovec vectors[3] = {{bytes, 3}, {bytes + 3, 5}, {bytes + 8, 5}};
    struct msghdr message = {.msg_iov = vectors, .msg_iovlen = 3};
    long count = turn % 3 == 0   ? recvmsg(connection, &message, 0)
                 : turn % 3 == 1 ? readv(connection, vectors, 3)
                                 : preadv2(connection, vectors, 3, -1, 0);
    must(count, "recv");
    if (count > 0) log_received(connection, bytes, count);
    return count;
}

int main(int argc, char **words) {
    if (!takes(argc, words)) return 2;
    int connection;
    if (strcmp(words[1], "server") == 0) {
        connection = met(must(accept(listening(), NULL, NULL), "accept"));
        for (int turn = 0; receive_pieces(connection, turn) > 0; turn += 1) continue;
    } else {
        connection = connected();
        for (int turn = 0; turn < 4; turn += 1) send_pieces(connection, turn);
    }
    close(connection);
    return fclose(lines);
}

/* A server and a client that block in each call. */
#include "talk.h"

static void send_logged(int connection, const void *bytes, size_t count) {
    log_sent(connection, bytes, must(send(connection, bytes, count, 0), "send"));
}

static void receive_all(int connection, size_t limit) {
    uint8_t buffer[700];
    long count;
    while ((count = must(recv(connection, buffer, limit, 0), "recv")) > 0) log_received(connection, buffer, count);
}

int main(int argc, char **words) {
    if (!takes(argc, words)) return 2;
    int connection;
    if (strcmp(words[1], "server") == 0) {
        connection = met(must(accept(listening(), NULL, NULL), "accept"));
        receive_all(connection, 700);
        send_logged(connection, "answer", 6);
        send_logged(connection, "多字节", 9);
    } else {
        uint8_t bytes[3000];
        for (int i = 0; i < 3000; i += 1) bytes[i] = (uint8_t)(i * 7);
        connection = connected();
        send_logged(connection, "hello", 5);
        send_logged(connection, "!", 1);
        send_logged(connection, bytes, sizeof bytes);
        must(shutdown(connection, SHUT_WR), "shutdown");
        receive_all(connection, 4);
    }
    close(connection);
    return fclose(lines);
}

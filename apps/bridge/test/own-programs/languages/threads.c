/* Two threads on each side, each with a connection of its own: their calls wait and return in between each other. */
#include "talk.h"
#include <pthread.h>

static pthread_barrier_t both;

static void *serve(void *argument) {
    int connection = (int)(intptr_t)argument;
    uint8_t buffer[16];
    long count;
    pthread_barrier_wait(&both);
    while ((count = must(recv(connection, buffer, sizeof buffer, 0), "recv")) > 0)
        log_received(connection, buffer, count);
    close(connection);
    return NULL;
}

static void *say(void *argument) {
    int connection = (int)(intptr_t)argument;
    uint8_t bytes[64];
    pthread_barrier_wait(&both);
    for (int turn = 0; turn < 30; turn += 1) {
        memset(bytes, connection * 32 + turn, sizeof bytes);
        log_sent(connection, bytes, must(write(connection, bytes, (size_t)(turn + 1)), "write"));
    }
    close(connection);
    return NULL;
}

int main(int argc, char **words) {
    if (!takes(argc, words)) return 2;
    int serves = strcmp(words[1], "server") == 0;
    int listener = serves ? listening() : -1;
    pthread_t threads[2];
    pthread_barrier_init(&both, NULL, 2);
    for (int i = 0; i < 2; i += 1) {
        intptr_t connection = serves ? met(must(accept(listener, NULL, NULL), "accept")) : connected();
        pthread_create(&threads[i], NULL, serves ? serve : say, (void *)connection);
    }
    for (int i = 0; i < 2; i += 1) pthread_join(threads[i], NULL);
    return fclose(lines);
}

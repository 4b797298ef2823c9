/* A file's bytes, sent without passing through the program, between two sends of its own. */
#include "talk.h"
#include <sys/sendfile.h>

static void send_file(int connection) {
    static uint8_t bytes[5000];
    for (size_t i = 0; i < sizeof bytes; i += 1) bytes[i] = (uint8_t)(i * 7 + i / 256);
    FILE *file = tmpfile();
    if (!file || fwrite(bytes, 1, sizeof bytes, file) < sizeof bytes || fflush(file) != 0) must(-1, "file");
    for (off_t offset = 0; offset < (off_t)sizeof bytes;) {
        off_t from = offset;
        long sent = must(sendfile(connection, fileno(file), &offset, 2000), "sendfile");
        log_sent(connection, bytes + from, sent);
    }
    fclose(file);
}

int main(int argc, char **words) {
    if (!takes(argc, words)) return 2;
    int connection;
    if (strcmp(words[1], "server") == 0) {
        uint8_t buffer[1500];
        long count;
        connection = met(must(accept(listening(), NULL, NULL), "accept"));
        while ((count = must(read(connection, buffer, sizeof buffer), "read")) > 0)
            log_received(connection, buffer, count);
    } else {
        connection = connected();
        log_sent(connection, "before", must(write(connection, "before", 6), "write"));
        send_file(connection);
        log_sent(connection, "after", must(write(connection, "after", 5), "write"));
    }
    close(connection);
    return fclose(lines);
}

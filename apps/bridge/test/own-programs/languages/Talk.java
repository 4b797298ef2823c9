// A server and a client that log each write and read: its stream's ports and the bytes.
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.HexFormat;

class Talk {
    private final Socket connection;
    private final PrintStream log;

    private Talk(Socket connection, PrintStream log) {
        this.connection = connection;
        this.log = log;
    }

    private void send(byte[] data) throws IOException {
        connection.getOutputStream().write(data);
        say("send", connection.getLocalPort(), connection.getPort(), data);
    }

    private void receiveAll(int limit) throws IOException {
        byte[] buffer = new byte[limit];
        int count;
        while ((count = connection.getInputStream().read(buffer)) > 0)
            say("recv", connection.getPort(), connection.getLocalPort(), Arrays.copyOf(buffer, count));
    }

    private void say(String call, int from, int to, byte[] data) {
        log.println(call + " " + from + " " + to + " " + HexFormat.of().formatHex(data));
    }

    public static void main(String[] words) throws IOException {
        try (PrintStream log = new PrintStream(words[2]); Socket connection = open(words[0], Integer.parseInt(words[1]))) {
            Talk talk = new Talk(connection, log);
            if (words[0].equals("server")) {
                talk.receiveAll(700);
                talk.send("answer".getBytes("UTF-8"));
                talk.send("\u591a\u5b57\u8282".getBytes("UTF-8"));
                return;
            }
            byte[] longOne = new byte[3000];
            for (int i = 0; i < longOne.length; i += 1) longOne[i] = (byte) (i * 7);
            for (byte[] each : new byte[][] { "hello".getBytes("UTF-8"), { '!' }, longOne }) talk.send(each);
            connection.shutdownOutput();
            talk.receiveAll(4);
        }
    }

    private static Socket open(String role, int port) throws IOException {
        if (!role.equals("server")) return new Socket("127.0.0.1", port);
        try (ServerSocket listener = new ServerSocket(port)) {
            return listener.accept();
        }
    }
}

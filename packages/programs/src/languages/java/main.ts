// How a program in Java begins: it connects to the host and port that it was given.

export const MAIN = `    // java Frames.java HOST PORT: sends every frame back
    public static void main(String[] arguments) throws IOException {
        try (Socket socket = new Socket(arguments[0], Integer.parseInt(arguments[1]))) {
            InputStream in = new BufferedInputStream(socket.getInputStream());`

// How the programs in Java look at bytes before they read them, to choose the part that takes the next frame.

export const FITS = `    /** Whether the next bytes are the mark's. It never waits for more bytes than decide, because a frame may be short. */
    static boolean fits(InputStream in, int[][] mark) throws IOException {
        in.mark(mark.length);
        boolean fits = true;
        for (int k = 0; fits && k < mark.length; k++) {
            int value = in.read();
            fits = value >= 0 && (value & mark[k][0]) == mark[k][1];
        }
        in.reset();
        return fits;
    }

`

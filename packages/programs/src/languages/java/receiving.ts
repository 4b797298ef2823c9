// How the programs in Java receive bytes: exactly as many as a frame needs, however they come.

export const READ_BODY = `    /** Exactly count bytes; the stream must not end before: readNBytes reads until all have come. */
    static byte[] readBody(InputStream in, long count) throws IOException {
        byte[] body = in.readNBytes((int) count);
        if (body.length < count) throw new EOFException("the stream ended after " + body.length + " of " + count + " bytes");
        return body;
    }
`

/** The end of the stream is clean before a frame's first byte, and an error after it. */
export const nextByte = (first: string | undefined): string => `int value = in.read();
${first === undefined ? '' : `if (value < 0 && ${first}) return null;\n`}if (value < 0) throw new EOFException("the stream ended inside a frame");`

// The programs in Java (11 or later), using only the standard library.
import { hasMarks, IF_SAYS, linesOf, type MarkTexts, pairs, sizesOf, TABLE_SAYS, tablesOf } from './marks.ts'
import { numbered } from './part-names.ts'
import {
  type DelimiterPlan,
  type HeaderPlan,
  lengthOfSize,
  type MarkByte,
  type Plan,
  sizeOfLength,
} from './plan.ts'
import { mustRemember, type SequencePlan } from './sequence-plan.ts'
import { shifted, shiftedOut } from './shifts.ts'

export const java = (plan: Plan): string => {
  const { imports = [], constants, read, write } = parts(plan)
  return `${importsOf([...(plan.edges === undefined ? [] : [ARRAYS]), ...imports])}

public class Frames {
${indent([...tablesOf(plan, MARKS), ...constants].join('\n'))}

${hasMarks(plan) ? MARKS.check : ''}${functionsOf(plan, { read, write })}

${READ_BODY}
    // java Frames.java HOST PORT: sends every frame back
    public static void main(String[] arguments) throws IOException {
        try (Socket socket = new Socket(arguments[0], Integer.parseInt(arguments[1]))) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            byte[] body;
            while ((body = readFrame(in)) != null) writeFrame(socket.getOutputStream(), body);
        }
    }
}
`
}

/** The program of several parts: each part has its own two functions. */
export const javaOfParts = (sequence: SequencePlan): string => {
  const { parts: all } = sequence
  const remembers = mustRemember(sequence)
  const marks = all.flatMap(({ mark }, index) =>
    mark.length > 0
      ? [`    static final int[][] IF_${index + 1} = ${tableOf(mark)}; // ${IF_SAYS(index + 1)}\n`]
      : [],
  )
  const each = all.map(({ plan, text }, index) => {
    const { imports = [], constants, read, write } = parts(plan)
    const body = `${indent([...tablesOf(plan, MARKS), ...constants].join('\n'))}

${functionsOf(plan, { read, write })}`
    const used = plan.edges === undefined ? imports : [ARRAYS, ...imports]
    return { imports: used, text: `    // Part ${index + 1}: ${text}\n${numbered(body, NAMES, index + 1)}\n` }
  })
  const choices = all.map(({ mark, isOnce, ends }, index) => {
    const part = index + 1
    const tests = [
      ...(isOnce ? [`!gone.contains(${part})`] : []),
      ...(mark.length > 0 ? [`fits(in, IF_${part})`] : []),
    ]
    const lines = linesOf(
      ...ends.map((end) => `gone.add(${end + 1});`),
      `return new Frame(${part}, readFrame${part}(in));`,
    )
    return tests.length === 0 ? lines : `if (${tests.join(' && ')}) {\n${indent(lines)}\n}`
  })
  const sets = remembers ? ['java.util.HashSet', 'java.util.Set'] : []
  return `${importsOf([...sets, ...each.flatMap(({ imports }) => imports)])}

public class Frames {
${marks.length > 0 ? `${marks.join('')}\n` : ''}${all.some(({ plan }) => hasMarks(plan)) ? MARKS.check : ''}${marks.length > 0 ? FITS : ''}${each.map(({ text }) => text).join('\n')}
    /** The part that a frame is of, and its body. */
    static class Frame {
        final int part;
        final byte[] body;

        Frame(int part, byte[] body) {
            this.part = part;
            this.body = body;
        }
    }

    /** The next frame. Its body is null if the stream ends between two frames.${remembers ? ' gone has the parts that cannot come any more.' : ''} */
    static Frame readFrame(InputStream in${remembers ? ', Set<Integer> gone' : ''}) throws IOException {
${indent(indent(choices.join('\n')))}
    }

${READ_BODY}
    /** Sends one frame of that part in one write. */
    static void writeFrame(OutputStream out, Frame frame) throws IOException {
        switch (frame.part) {
${all.map((_, index) => `            ${index === all.length - 1 ? 'default' : `case ${index + 1}`}: writeFrame${index + 1}(out, frame.body); break;`).join('\n')}
        }
    }

    // java Frames.java HOST PORT: sends every frame back
    public static void main(String[] arguments) throws IOException {
        try (Socket socket = new Socket(arguments[0], Integer.parseInt(arguments[1]))) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
${remembers ? '            Set<Integer> gone = new HashSet<>();\n' : ''}            Frame frame;
            while ((frame = readFrame(in${remembers ? ', gone' : ''})).body != null) writeFrame(socket.getOutputStream(), frame);
        }
    }
}
`
}

/** The functions that read and write a frame. */
const functionsOf = (plan: Plan, { read, write }: Pick<Parts, 'read' | 'write'>): string => {
  const { edges } = plan
  const inner =
    edges === undefined
      ? ''
      : `    /** The next body, and what is around it; null if the stream ends between two frames. */
    static byte[] readWhole(InputStream in) throws IOException {
${indent(indent(read))}
    }

    /** Sends one frame in one write. */
    static void writeWhole(OutputStream out, byte[] body) throws IOException {
${indent(indent(write))}
    }

`
  const outer =
    edges === undefined
      ? { read, write }
      : {
          read: `byte[] whole = readWhole(in);
if (whole == null) return null;
${MARKS.unwrap(edges)}`,
          write: MARKS.wrap(edges),
        }
  return `${inner}    /** The next body; null if the stream ends between two frames. */
    static byte[] readFrame(InputStream in) throws IOException {
${indent(indent(outer.read))}
    }

    /** Sends one frame in one write. */
    static void writeFrame(OutputStream out, byte[] body) throws IOException {
${indent(indent(outer.write))}
    }`
}

const NAMES = [
  ...['MOST', 'SIZE', 'END', 'STARTS', 'ENDS', 'LENGTH', 'endsAt'],
  ...['readWhole', 'writeWhole', 'readFrame', 'writeFrame'],
]

const ARRAYS = 'java.util.Arrays'

const importsOf = (others: readonly string[]): string => {
  const names = [
    ...['java.io.BufferedInputStream', 'java.io.EOFException', 'java.io.IOException'],
    ...['java.io.InputStream', 'java.io.OutputStream', 'java.net.Socket', ...others],
  ]
  return [...new Set(names)]
    .sort()
    .map((name) => `import ${name};`)
    .join('\n')
}

const READ_BODY = `    /** Exactly count bytes; the stream must not end before: readNBytes reads until all have come. */
    static byte[] readBody(InputStream in, long count) throws IOException {
        byte[] body = in.readNBytes((int) count);
        if (body.length < count) throw new EOFException("the stream ended after " + body.length + " of " + count + " bytes");
        return body;
    }
`

const FITS = `    /** Whether the next bytes are the mark's. It never waits for more bytes than decide, because a frame may be short. */
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

interface Parts {
  readonly imports?: readonly string[]
  readonly constants: readonly string[]
  readonly read: string
  readonly write: string
}

const mostBody = (most: number): string => `static final long MOST = ${most}; // bytes of the longest body`

const tableOf = (mark: readonly MarkByte[]): string => `{${pairs(mark, '{', '}')}}`

const MARKS: MarkTexts = {
  table: (name, mark) => `static final int[][] ${name} = ${tableOf(mark)}; // ${TABLE_SAYS(name)}`,
  check: `    /** Refuses bytes from \`at\` on that are not the mark's. */
    static void check(byte[] found, int at, int[][] mark, String place) throws IOException {
        for (int k = 0; k < mark.length; k++)
            if ((found[at + k] & mark[k][0]) != mark[k][1])
                throw new IOException(String.format("byte %d of a frame's %s is 0x%02x, not 0x%02x", k, place, found[at + k], mark[k][1]));
    }

`,
  unwrap(edges) {
    const { front, both } = sizesOf(edges)
    const { length } = edges.ends
    return linesOf(
      `if (whole.length < ${both}) throw new IOException(whole.length + " bytes; those around a body are ${both}");`,
      edges.starts.length > 0 && 'check(whole, 0, STARTS, "start");',
      length > 0 && 'check(whole, whole.length - ENDS.length, ENDS, "end");',
      `return Arrays.copyOfRange(whole, ${front}, whole.length${length > 0 ? ' - ENDS.length' : ''});`,
    )
  },
  wrap({ starts, strip, ends }) {
    const { front, both } = sizesOf({ starts, strip, ends })
    return linesOf(
      `byte[] whole = new byte[body.length + ${both}];`,
      starts.length > 0 && PUT_MARK('whole', '', 'STARTS'),
      `System.arraycopy(body, 0, whole, ${front}, body.length);`,
      ends.length > 0 && PUT_MARK('whole', `${front} + body.length + `, 'ENDS'),
      'writeWhole(out, whole);',
    )
  },
}

const PUT_MARK = (into: string, at: string, mark: string): string =>
  `for (int k = 0; k < ${mark}.length; k++) ${into}[${at}k] = (byte) ${mark}[k][1];`

const MARK_FIRST = `byte[] mark = in.readNBytes(STARTS.length);
if (mark.length == 0) return null;
if (mark.length < STARTS.length) throw new EOFException("the stream ended inside a frame");
check(mark, 0, STARTS, "start");
`

const CHECK =
  'if (length > MOST) throw new IOException("a length of " + length + "; at most " + MOST + " is allowed");'

const TOO_LONG =
  'if (body.length > MOST) throw new IOException(body.length + " bytes; at most " + MOST + " are allowed");'

/** The end of the stream is clean before a frame's first byte, and an error after it. */
const nextByte = (first: string | undefined): string => `int value = in.read();
${first === undefined ? '' : `if (value < 0 && ${first}) return null;\n`}if (value < 0) throw new EOFException("the stream ended inside a frame");`

const BYTES_OUT = 'java.io.ByteArrayOutputStream'

const parts = (plan: Plan): Parts => {
  switch (plan.kind) {
    case 'header':
      return headerParts(plan)
    case 'fixed':
      return {
        constants: [`static final int SIZE = ${plan.size}; // bytes of every frame`],
        read: `byte[] body = in.readNBytes(SIZE);
if (body.length == 0) return null;
if (body.length < SIZE) throw new EOFException("the stream ended after " + body.length + " of " + SIZE + " bytes");
return body;`,
        write: `if (body.length != SIZE) throw new IOException(body.length + " bytes; every frame has " + SIZE);
out.write(body);`,
      }
    case 'varint':
      return {
        imports: [BYTES_OUT],
        constants: [mostBody(plan.most)],
        read: `long length = 0;
for (int k = 0; ; k++) {
    if (k == ${plan.maxBytes}) throw new IOException("a length of more than ${plan.maxBytes} bytes");
${indent(nextByte('k == 0'))}
    length |= (long) (value & 0x7f) << (7 * k);
    if (value < 0x80) break;
}
${CHECK}
return readBody(in, length);`,
        write: `${TOO_LONG}
ByteArrayOutputStream frame = new ByteArrayOutputStream();
int length = body.length;
for (; length >= 0x80; length >>= 7) frame.write(length & 0x7f | 0x80);
frame.write(length);
frame.write(body);
out.write(frame.toByteArray());`,
      }
    case 'delimiter':
      return delimiterParts(plan)
    case 'netstring':
      return {
        imports: [BYTES_OUT],
        constants: [mostBody(plan.most)],
        read: `long length = 0;
for (int digits = 0; ; digits++) {
${indent(nextByte('digits == 0'))}
    if (value == ':' && digits > 0) break;
    if (value < '0' || value > '9' || digits == 10 || digits > 0 && length == 0)
        throw new IOException("byte " + value + " is not part of a netstring's length");
    length = 10 * length + value - '0';
}
${CHECK}
byte[] body = readBody(in, length);
if (in.read() != ',') throw new IOException("no comma after the body");
return body;`,
        write: `${TOO_LONG}
ByteArrayOutputStream frame = new ByteArrayOutputStream();
frame.write((body.length + ":").getBytes());
frame.write(body);
frame.write(',');
out.write(frame.toByteArray());`,
      }
    case 'content-length':
      return {
        imports: [BYTES_OUT, 'java.util.regex.Matcher', 'java.util.regex.Pattern'],
        constants: [
          mostBody(plan.most),
          'static final Pattern LENGTH = Pattern.compile("(?im)^content-length[ \\\\t]*:[ \\\\t]*(\\\\d{1,15})[ \\\\t]*$");',
        ],
        read: `StringBuilder head = new StringBuilder();
while (head.length() < 4 || !head.substring(head.length() - 4).equals("\\r\\n\\r\\n")) {
${indent(nextByte('head.length() == 0'))}
    head.append((char) value);
    if (head.length() > 8192) throw new IOException("a header of more than 8192 bytes");
}
Matcher found = LENGTH.matcher(head);
if (!found.find()) throw new IOException("a header without Content-Length");
long length = Long.parseLong(found.group(1));
${CHECK}
return readBody(in, length);`,
        write: `${TOO_LONG}
ByteArrayOutputStream frame = new ByteArrayOutputStream();
frame.write(("Content-Length: " + body.length + "\\r\\n\\r\\n").getBytes());
frame.write(body);
out.write(frame.toByteArray());`,
      }
  }
}

const delimiterParts = ({ end, lines, most, starts }: DelimiterPlan): Parts => {
  const marked = starts.length > 0
  const cast = end.map((byte) => (byte > 0x7f ? `(byte) ${byte}` : String(byte))).join(', ')
  return {
    imports: [BYTES_OUT, 'java.util.Arrays'],
    constants: [`static final byte[] END = {${cast}};`, mostBody(most)],
    read: `${marked ? MARK_FIRST : ''}byte[] frame = new byte[64];
for (int size = 0; ; ) {
${indent(nextByte(marked ? undefined : 'size == 0'))}
    if (size == frame.length) frame = Arrays.copyOf(frame, 2 * size);
    frame[size++] = (byte) value;
    if (endsAt(frame, size)) {
        int end = size - END.length;
        return Arrays.copyOf(frame, ${lines ? "end > 0 && frame[end - 1] == '\\r' ? end - 1 : end" : 'end'});
    }
    if (size > MOST + END.length) throw new IOException("no end within " + MOST + " bytes");
}`,
    write: `for (int size = 0; size <= body.length; size++)
    if (endsAt(body, size)) throw new IOException("the body contains a delimiter");
${lines ? 'if (body.length > 0 && body[body.length - 1] == \'\\r\') throw new IOException("the body ends in \\\\r");\n' : ''}ByteArrayOutputStream frame = new ByteArrayOutputStream();
${marked ? 'for (int[] want : STARTS) frame.write(want[1]);\n' : ''}frame.write(body);
${lines ? "frame.write('\\r');\n" : ''}frame.write(END);
out.write(frame.toByteArray());
}

static boolean endsAt(byte[] bytes, int size) {
    return size >= END.length && Arrays.equals(bytes, size - END.length, size, END, 0, END.length);`,
  }
}

const headerParts = (plan: HeaderPlan): Parts => {
  const { size, at, width, littleEndian, signed, radix, mask, unit, least, most } = plan
  const marked = plan.starts.length > 0
  const get = { 2: 'getShort', 4: 'getInt', 8: 'getLong' }[width]
  const fits = { 2: ' & 0xffffL', 4: ' & 0xffffffffL', 8: '' }[width] ?? ''
  const buffer = `ByteBuffer.wrap(header)${littleEndian ? '.order(ByteOrder.LITTLE_ENDIAN)' : ''}`
  const bits = mask === undefined ? '' : ` & 0x${mask}L`
  const read =
    radix > 0
      ? `Long.parseLong(new String(header, ${at}, ${width}), ${radix})`
      : get === undefined
        ? shifted(plan, (k) => `(header[${k}] & 0xffL)`)
        : `${buffer}.${get}(${at})${bits === '' ? fits : ''}`
  const put = { 2: ['putShort', '(short) '], 4: ['putInt', '(int) '], 8: ['putLong', ''] }[width]
  const write =
    radix > 0
      ? [
          `System.arraycopy(String.format("%0${width}${radix === 16 ? 'x' : 'd'}", length).getBytes(), 0, frame, ${at}, ${width});`,
        ]
      : put === undefined
        ? shiftedOut(
            plan,
            (k, shift) => `frame[${k}] = (byte) ${shift > 0 ? `(length >> ${shift})` : 'length'};`,
          )
        : [`${buffer.replace('header', 'frame')}.${put[0] ?? ''}(${at}, ${put[1] ?? ''}length);`]
  const wraps = radix === 0 && get !== undefined
  return {
    imports: wraps ? ['java.nio.ByteBuffer', ...(littleEndian ? ['java.nio.ByteOrder'] : [])] : [],
    constants: [`static final long MOST = ${most}; // the largest allowed length`],
    read: `byte[] header = in.readNBytes(${size});
if (header.length == 0) return null;
if (header.length < ${size}) throw new EOFException("the stream ended inside a header");
${marked ? 'check(header, 0, STARTS, "start");\n' : ''}long length = ${read}${bits};
if (length < ${least} || length > MOST)${signed ? ' // a negative length is very large here' : ''}
    throw new IOException("a length of " + length + "; ${least} to " + MOST + " is allowed");
return readBody(in, ${sizeOfLength(plan, 'length')});`,
    write: `long length = ${lengthOfSize(plan, 'body.length')};
if (length > MOST${unit === 1 ? '' : ` || ${lengthOfSize(plan, 'body.length', '%')} != 0`}) throw new IOException(body.length + " bytes do not fit a frame");
byte[] frame = new byte[${size} + body.length];
${write.join('\n')}
${marked ? 'for (int k = 0; k < STARTS.length; k++) frame[k] |= (byte) STARTS[k][1]; // of the length, only bits that do not count\n' : ''}System.arraycopy(body, 0, frame, ${size}, body.length);
out.write(frame);`,
  }
}

const indent = (text: string): string => text.replace(/^(?=.)/gm, '    ')

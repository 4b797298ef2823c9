// The programs in C, on POSIX sockets only.
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

export const c = (plan: Plan): string => {
  const { imports = [], constants, helpers = [], before = '', read, write } = parts(plan)
  return `${importsOf(imports)}

${[...tablesOf(plan, MARKS), ...constants].join('\n')}

${FAIL}${isBytewise(plan) ? '' : RECV_EXACTLY}${SEND_ALL}${hasMarks(plan) ? MARKS.check : ''}${helpers.join('')}${before}${functionsOf(plan, { read, write })}
${MAIN}
${CONNECT}
    size_t size;
    for (uint8_t *body; (body = read_frame(fd, &size)) != NULL; free(body)) write_frame(fd, body, size);
    freeaddrinfo(found);
    return close(fd);
}
`
}

/** The program of several parts: each part has its own two functions. */
export const cOfParts = (sequence: SequencePlan): string => {
  const { parts: all } = sequence
  const remembers = mustRemember(sequence)
  const marks = all.flatMap(({ mark }, index) =>
    mark.length > 0
      ? [`static const uint8_t IF_${index + 1}[][2] = ${tableOf(mark)}; /* ${IF_SAYS(index + 1)} */\n`]
      : [],
  )
  const each = all.map(({ plan, text }, index) => {
    const { imports = [], helpers = [], constants, before = '', read, write } = parts(plan)
    const names = [...tablesOf(plan, MARKS), ...constants].join('\n')
    const body = `${names}\n${before}${functionsOf(plan, { read, write })}`
    // A part's text may hold the end of a comment.
    const title = `/* Part ${index + 1}: ${text.replaceAll('*/', '* /')} */`
    return { imports, helpers, text: `\n${title}\n${numbered(body, NAMES, index + 1)}` }
  })
  const choices = all.map(({ mark, isOnce, ends }, index) => {
    const part = index + 1
    const tests = [
      ...(isOnce ? [`!gone[${part}]`] : []),
      ...(mark.length > 0 ? [`fits(fd, IF_${part}, sizeof IF_${part} / sizeof IF_${part}[0])`] : []),
    ]
    const lines = linesOf(
      ...ends.map((end) => `gone[${end + 1}] = 1;`),
      `*part = ${part};`,
      `return read_frame_${part}(fd, size);`,
    )
    return tests.length === 0 ? lines : `if (${tests.join(' && ')}) {\n${indent(lines)}\n}`
  })
  const helpers = new Set(each.flatMap((part) => part.helpers).filter((text) => text !== NEXT_BYTE))
  const writes = all.map((_, index) => {
    const last = index === all.length - 1
    return `${last ? '' : `if (part == ${index + 1}) `}write_frame_${index + 1}(fd, body, size);`
  })
  return `${importsOf(each.flatMap(({ imports }) => imports))}

${marks.length > 0 ? `${marks.join('')}\n` : ''}${FAIL}${SEND_ALL}${all.some(({ plan }) => hasMarks(plan)) ? MARKS.check : ''}${AHEAD}${marks.length > 0 ? FITS : ''}${all.every(({ plan }) => isBytewise(plan)) ? '' : EXACTLY_BYTES}${[...helpers].join('')}${each.map(({ text }) => text).join('')}
/*
 * The next body, to be freed by the caller, its size, and the part that its frame is of; NULL if the stream ends
 * between two frames.${remembers ? ' gone says which parts cannot come any more.' : ''}
 */
static uint8_t *read_frame(int fd, ${remembers ? 'int *gone, ' : ''}int *part, size_t *size) {
${indent(choices.join('\n'))}
}

/* Sends one frame of that part whole. */
static void write_frame(int fd, int part, const uint8_t *body, size_t size) {
${indent(writes.join('\nelse '))}
}

${MAIN}
${CONNECT}
    int part${remembers ? `, gone[${all.length + 1}] = {0}` : ''};
    size_t size;
    for (uint8_t *body; (body = read_frame(fd, ${remembers ? 'gone, ' : ''}&part, &size)) != NULL; free(body))
        write_frame(fd, part, body, size);
    freeaddrinfo(found);
    return close(fd);
}
`
}

/** The functions that read and write a frame. */
const functionsOf = (plan: Plan, { read, write }: Pick<Parts, 'read' | 'write'>): string => {
  const { edges } = plan
  const inner =
    edges === undefined
      ? ''
      : `
/* The next body, and what is around it, as read_frame gives it. */
static uint8_t *read_whole(int fd, size_t *size) {
${indent(read)}
}

/* Sends one frame whole. */
static void write_whole(int fd, const uint8_t *body, size_t size) {
${indent(write)}
}
`
  const outer =
    edges === undefined
      ? { read, write }
      : {
          read: `uint8_t *whole = read_whole(fd, size);
if (whole == NULL) return NULL;
${MARKS.unwrap(edges)}`,
          write: MARKS.wrap(edges),
        }
  return `${inner}
/* The next body, to be freed by the caller, and its size; NULL if the stream ends between two frames. */
static uint8_t *read_frame(int fd, size_t *size) {
${indent(outer.read)}
}

/* Sends one frame whole. */
static void write_frame(int fd, const uint8_t *body, size_t size) {
${indent(outer.write)}
}
`
}

const NAMES = [
  ...['MOST', 'SIZE', 'HEAD', 'END', 'STARTS', 'STARTS_SIZE', 'ENDS', 'ENDS_SIZE'],
  ...['read_whole', 'write_whole', 'read_frame', 'write_frame', 'ends_at'],
]

const isBytewise = ({ kind }: Plan): boolean => kind !== 'header' && kind !== 'fixed'

const importsOf = (others: readonly string[]): string => {
  const names = ['errno.h', 'netdb.h', 'stdint.h', 'stdio.h', 'stdlib.h', 'string.h', 'unistd.h']
  const all = [...new Set([...names, 'sys/socket.h', ...others])]
  return `#define _POSIX_C_SOURCE 200809L
${all.map((name) => `#include <${name}>`).join('\n')}`
}

const FAIL = `/* The received bytes break the framing. */
static void fail(const char *why) {
    fprintf(stderr, "%s\\n", why);
    exit(1);
}

/* A call failed. */
static void die(const char *call) {
    perror(call);
    exit(1);
}
`

const SEND_ALL = `
/* Sends all count bytes: one send may take fewer. */
static void send_all(int fd, const uint8_t *bytes, size_t count) {
    while (count > 0) {
        ssize_t sent = send(fd, bytes, count, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) die("send");
        bytes += sent;
        count -= (size_t)sent;
    }
}
`

const MAIN = `/* cc frames.c -o frames && ./frames HOST PORT: sends every frame back */
int main(int count, char **arguments) {`

const CONNECT = `    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found;
    if (count != 3 || getaddrinfo(arguments[1], arguments[2], &hints, &found) != 0) fail("usage: frames HOST PORT");
    int fd = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
    if (fd < 0 || connect(fd, found->ai_addr, found->ai_addrlen) < 0) die("connect");`

/** All parts read from one buffer, because bytes of the next part may have come with those of this one. */
const AHEAD = `
/* Received bytes that are not read yet. */
static struct {
    uint8_t bytes[4096];
    size_t at, filled;
} ahead;

/* The byte that comes after k others, which all stay unread; -1 if the stream ends before it. */
static int peek_byte(int fd, size_t k) {
    while (ahead.at + k >= ahead.filled) {
        if (ahead.at + k >= sizeof ahead.bytes) {
            memmove(ahead.bytes, ahead.bytes + ahead.at, ahead.filled - ahead.at);
            ahead.filled -= ahead.at;
            ahead.at = 0;
        }
        ssize_t got = recv(fd, ahead.bytes + ahead.filled, sizeof ahead.bytes - ahead.filled, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) die("recv");
        if (got == 0) return -1;
        ahead.filled += (size_t)got;
    }
    return ahead.bytes[ahead.at + k];
}

/* The next byte; -1 if the stream has ended. */
static int next_byte(int fd) {
    int byte = peek_byte(fd, 0);
    if (byte >= 0) ahead.at++;
    return byte;
}
`

const FITS = `
/* Whether the next bytes are the mark's. It never waits for more bytes than decide, because a frame may be short. */
static int fits(int fd, const uint8_t (*mark)[2], size_t size) {
    for (size_t k = 0; k < size; k++) {
        int byte = peek_byte(fd, k);
        if (byte < 0 || (byte & mark[k][0]) != mark[k][1]) return 0;
    }
    return 1;
}
`

const EXACTLY_BYTES = `
/* Exactly count bytes, however they come; 0 if the stream ends before the first. */
static int recv_exactly(int fd, uint8_t *bytes, size_t count) {
    for (size_t k = 0; k < count; k++) {
        int byte = next_byte(fd);
        if (byte < 0 && k == 0) return 0;
        if (byte < 0) fail("the stream ended inside a frame");
        bytes[k] = (uint8_t)byte;
    }
    return 1;
}
`

const tableOf = (mark: readonly MarkByte[]): string => `{${pairs(mark, '{', '}')}}`

interface Parts {
  readonly imports?: readonly string[]
  readonly constants: readonly string[]
  /** Functions that read_frame calls, and which are the same for all framings. */
  readonly helpers?: readonly string[]
  /** Functions that read_frame calls, which use the constants. */
  readonly before?: string
  readonly read: string
  readonly write: string
}

const MARKS: MarkTexts = {
  table: (name, mark) =>
    `static const uint8_t ${name}[][2] = ${tableOf(mark)}; /* ${TABLE_SAYS(name)} */
#define ${name}_SIZE ${mark.length}`,
  check: `
/* Refuses bytes that are not the mark's. */
static void check(const uint8_t *found, const uint8_t (*mark)[2], size_t size, const char *place) {
    for (size_t k = 0; k < size; k++) {
        if ((found[k] & mark[k][0]) == mark[k][1]) continue;
        fprintf(stderr, "byte %zu of a frame's %s is 0x%02x, not 0x%02x\\n", k, place, found[k], mark[k][1]);
        exit(1);
    }
}
`,
  unwrap(edges) {
    const { front, both } = sizesOf(edges)
    const { length } = edges.ends
    return linesOf(
      `if (*size < ${both}) fail("a body that is shorter than the ${both} bytes around it");`,
      edges.starts.length > 0 && 'check(whole, STARTS, STARTS_SIZE, "start");',
      length > 0 && 'check(whole + *size - ENDS_SIZE, ENDS, ENDS_SIZE, "end");',
      `*size -= ${both};`,
      front > 0 && `memmove(whole, whole + ${front}, *size);`,
      'return whole;',
    )
  },
  wrap({ starts, strip, ends }) {
    const { front, both } = sizesOf({ starts, strip, ends })
    return linesOf(
      `uint8_t *whole = calloc(1, size + ${both});`,
      'if (whole == NULL) die("calloc");',
      starts.length > 0 && PUT_MARK('whole', '', 'STARTS'),
      `memcpy(whole${front > 0 ? ` + ${front}` : ''}, body, size);`,
      ends.length > 0 && PUT_MARK('whole', `${front} + size + `, 'ENDS'),
      `write_whole(fd, whole, size + ${both});`,
      'free(whole);',
    )
  },
}

const PUT_MARK = (into: string, at: string, mark: string, assign = '='): string =>
  `for (size_t k = 0; k < ${mark}_SIZE; k++) ${into}[${at}k] ${assign} ${mark}[k][1];`

const MARK_FIRST = `uint8_t mark[STARTS_SIZE];
for (size_t k = 0; k < STARTS_SIZE; k++) {
    int byte = next_byte(fd);
    if (byte < 0 && k == 0) return NULL;
    if (byte < 0) fail("the stream ended inside a frame");
    mark[k] = (uint8_t)byte;
}
check(mark, STARTS, STARTS_SIZE, "start");
`

const RECV_EXACTLY = `
/* Exactly count bytes, however they come; 0 if the stream ends before the first. */
static int recv_exactly(int fd, uint8_t *bytes, size_t count) {
    for (size_t filled = 0; filled < count;) {
        ssize_t got = recv(fd, bytes + filled, count - filled, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) die("recv");
        if (got == 0 && filled == 0) return 0;
        if (got == 0) fail("the stream ended inside a frame");
        filled += (size_t)got;
    }
    return 1;
}
`

/** malloc(0) may give NULL, which means the end here. */
const READ_BODY = `
static uint8_t *read_body(int fd, size_t size) {
    uint8_t *body = malloc(size + 1); /* never malloc(0), which may give NULL */
    if (body == NULL) die("malloc");
    if (!recv_exactly(fd, body, size)) fail("the stream ended before a body");
    return body;
}
`

const SEND_FRAME = `uint8_t *frame = malloc(HEAD + size);
if (frame == NULL) die("malloc");`

const NEXT_BYTE = `
/* The next byte, from a buffer so that not every byte costs a call; -1 if the stream has ended. */
static int next_byte(int fd) {
    static uint8_t buffer[4096];
    static size_t at, filled;
    if (at == filled) {
        ssize_t got;
        do got = recv(fd, buffer, sizeof buffer, 0);
        while (got < 0 && errno == EINTR);
        if (got < 0) die("recv");
        if (got == 0) return -1;
        at = 0;
        filled = (size_t)got;
    }
    return buffer[at++];
}
`

const NEXT_BODY = `
static uint8_t *next_body(int fd, size_t size) {
    uint8_t *body = malloc(size + 1); /* never malloc(0), which may give NULL */
    if (body == NULL) die("malloc");
    for (size_t k = 0; k < size; k++) {
        int byte = next_byte(fd);
        if (byte < 0) fail("the stream ended inside a body");
        body[k] = (uint8_t)byte;
    }
    return body;
}
`

const mostBody = (most: number): string => `#define MOST ${most}ull /* bytes of the longest body */`

const nextByte = (first: string | undefined): string => `int byte = next_byte(fd);
${first === undefined ? '' : `if (byte < 0 && ${first}) return NULL;\n`}if (byte < 0) fail("the stream ended inside a frame");`

const CHECK = 'if (length > MOST) fail("a length above the limit");'
const TOO_LONG = 'if (size > MOST) fail("a body above the limit");'

const sendHead = (head: string): string => `${TOO_LONG}
char head[32];
int written = snprintf(head, sizeof head, ${head}, size);
uint8_t *frame = malloc((size_t)written + size + 1);
if (frame == NULL) die("malloc");
memcpy(frame, head, (size_t)written);
memcpy(frame + written, body, size);`

const parts = (plan: Plan): Parts => {
  switch (plan.kind) {
    case 'header':
      return headerParts(plan)
    case 'fixed':
      return {
        constants: [`#define SIZE ${plan.size} /* bytes of every frame */`],
        read: `uint8_t *body = malloc(SIZE);
if (body == NULL) die("malloc");
*size = SIZE;
if (recv_exactly(fd, body, SIZE)) return body;
free(body);
return NULL;`,
        write: `if (size != SIZE) fail("a body of another size");
send_all(fd, body, size);`,
      }
    case 'varint':
      return {
        constants: [mostBody(plan.most)],
        helpers: [NEXT_BYTE, NEXT_BODY],
        read: `uint64_t length = 0;
for (int k = 0;; k++) {
    if (k == ${plan.maxBytes}) fail("a length of more than ${plan.maxBytes} bytes");
${indent(nextByte('k == 0'))}
    length |= (uint64_t)(byte & 0x7f) << (7 * k);
    if (byte < 0x80) break;
}
${CHECK}
*size = (size_t)length;
return next_body(fd, *size);`,
        write: `${TOO_LONG}
uint8_t *frame = malloc(${plan.maxBytes} + size);
if (frame == NULL) die("malloc");
size_t at = 0, length = size;
for (; length >= 0x80; length >>= 7) frame[at++] = (uint8_t)(length | 0x80);
frame[at++] = (uint8_t)length;
memcpy(frame + at, body, size);
send_all(fd, frame, at + size);
free(frame);`,
      }
    case 'delimiter':
      return delimiterParts(plan)
    case 'netstring':
      return {
        constants: [mostBody(plan.most)],
        helpers: [NEXT_BYTE, NEXT_BODY],
        read: `uint64_t length = 0;
for (int digits = 0;; digits++) {
${indent(nextByte('digits == 0'))}
    if (byte == ':' && digits > 0) break;
    if (byte < '0' || byte > '9' || digits == 10 || (digits > 0 && length == 0)) fail("not a netstring's length");
    length = 10 * length + (uint64_t)(byte - '0');
}
${CHECK}
*size = (size_t)length;
uint8_t *body = next_body(fd, *size);
if (next_byte(fd) != ',') fail("no comma after the body");
return body;`,
        write: `${sendHead('"%zu:"')}
frame[(size_t)written + size] = ',';
send_all(fd, frame, (size_t)written + size + 1);
free(frame);`,
      }
    case 'content-length':
      return {
        imports: ['strings.h'],
        constants: [mostBody(plan.most)],
        helpers: [NEXT_BYTE, NEXT_BODY],
        read: `uint64_t length = UINT64_MAX;
char line[8192];
for (size_t at = 0, head = 0;; head++) {
${indent(nextByte('head == 0'))}
    if (at == sizeof line - 1 || head == sizeof line) fail("a header that is too long");
    line[at++] = (char)byte;
    if (byte != '\\n') continue;
    line[at] = '\\0';
    if (strcmp(line, "\\r\\n") == 0) break;
    if (strncasecmp(line, "content-length:", 15) == 0) length = strtoull(line + 15, NULL, 10);
    at = 0;
}
if (length > MOST) fail("a header without Content-Length, or with one above the limit");
*size = (size_t)length;
return next_body(fd, *size);`,
        write: `${sendHead('"Content-Length: %zu\\r\\n\\r\\n"').replace('head[32]', 'head[48]')}
send_all(fd, frame, (size_t)written + size);
free(frame);`,
      }
  }
}

const delimiterParts = ({ end, lines, most, starts }: DelimiterPlan): Parts => ({
  constants: [
    `static const uint8_t END[] = {${end.map((byte) => `0x${byte.toString(16).padStart(2, '0')}`).join(', ')}};`,
    mostBody(most),
  ],
  helpers: [NEXT_BYTE],
  before: `
static int ends_at(const uint8_t *bytes, size_t size) {
    return size >= sizeof END && memcmp(bytes + size - sizeof END, END, sizeof END) == 0;
}
`,
  read: `${starts.length > 0 ? MARK_FIRST : ''}uint8_t *frame = NULL;
for (size_t at = 0, room = 0;;) {
${indent(nextByte(starts.length > 0 ? undefined : 'at == 0'))}
    if (at == room) {
        room = room == 0 ? 64 : 2 * room;
        if ((frame = realloc(frame, room)) == NULL) die("realloc");
    }
    frame[at++] = (uint8_t)byte;
    if (ends_at(frame, at)) {
        *size = at - sizeof END;
${lines ? "        if (*size > 0 && frame[*size - 1] == '\\r') *size -= 1;\n" : ''}        return frame;
    }
    if (at > MOST + sizeof END) fail("no end within the limit");
}`,
  write: `for (size_t at = 0; at <= size; at++)
    if (ends_at(body, at)) fail("the body contains a delimiter");
${lines ? 'if (size > 0 && body[size - 1] == \'\\r\') fail("the body ends in \\\\r");\n' : ''}${
    starts.length > 0
      ? `uint8_t *frame = malloc(STARTS_SIZE + size + sizeof END);
if (frame == NULL) die("malloc");
${PUT_MARK('frame', '', 'STARTS')}
memcpy(frame + STARTS_SIZE, body, size);
size += STARTS_SIZE;
`
      : `uint8_t *frame = malloc(size + ${lines ? '1 + ' : ''}sizeof END);
if (frame == NULL) die("malloc");
memcpy(frame, body, size);
`
  }${lines ? "frame[size++] = '\\r';\n" : ''}memcpy(frame + size, END, sizeof END);
send_all(fd, frame, size + sizeof END);
free(frame);`,
})

const headerParts = (plan: HeaderPlan): Parts => {
  const { size, at, width, signed, radix, mask, unit, least, most } = plan
  const marked = plan.starts.length > 0
  const bits = mask === undefined ? '' : ` & 0x${mask}`
  const binary = shifted(plan, (k) => `(uint64_t)header[${k}]`)
  const length =
    radix > 0
      ? `char digits[${width + 1}] = {0}, *end;
memcpy(digits, header + ${at}, ${width});
uint64_t length = strtoull(digits, &end, ${radix});
if (*end != '\\0') fail("a length that is not a number");`
      : `uint64_t length = ${bits === '' || width === 1 ? binary : `(${binary})`}${bits};`
  const put =
    radix > 0
      ? [
          `char digits[24];`,
          `snprintf(digits, sizeof digits, "%0${width}ll${radix === 16 ? 'x' : 'u'}", (unsigned long long)length);`,
          `memcpy(frame + ${at}, digits, ${width});`,
        ]
      : shiftedOut(
          plan,
          (k, shift) => `frame[${k}] = (uint8_t)${shift > 0 ? `(length >> ${shift})` : 'length'};`,
        )
  return {
    constants: [
      `#define HEAD ${size} /* bytes of the header */`,
      `#define MOST ${most}ull /* the largest allowed length */`,
    ],
    helpers: [READ_BODY],
    read: `uint8_t header[HEAD];
if (!recv_exactly(fd, header, HEAD)) return NULL;
${marked ? 'check(header, STARTS, STARTS_SIZE, "start");\n' : ''}${length}
if (${least > 0 ? `length < ${least} || ` : ''}length > MOST) fail("a length outside ${least} to ${most}");${signed ? ' /* a negative one is very large here */' : ''}
*size = (size_t)(${sizeOfLength(plan, 'length')});
return read_body(fd, *size);`.replace('(size_t)(length)', '(size_t)length'),
    write: `uint64_t length = ${lengthOfSize(plan, 'size')};
if (length > MOST${unit === 1 ? '' : ` || ${lengthOfSize(plan, 'size', '%')} != 0`}) fail("a body that does not fit a frame");
${SEND_FRAME}
memset(frame, 0, HEAD);
${put.join('\n')}
${marked ? `${PUT_MARK('frame', '', 'STARTS', '|=')} /* of the length, only bits that do not count */\n` : ''}memcpy(frame + HEAD, body, size);
send_all(fd, frame, HEAD + size);
free(frame);`,
  }
}

const indent = (text: string): string => text.replace(/^(?=.)/gm, '    ')

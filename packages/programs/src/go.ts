// The programs in Go, using only the standard library.
import { hasMarks, IF_SAYS, linesOf, type MarkTexts, pairs, sizesOf, TABLE_SAYS, tablesOf } from './marks.ts'
import { numbered } from './part-names.ts'
import { type HeaderPlan, lengthOfSize, type MarkByte, type Plan, sizeOfLength } from './plan.ts'
import { mustRemember, type SequencePlan } from './sequence-plan.ts'
import { shifted, shiftedOut } from './shifts.ts'

export const go = (plan: Plan): string => {
  const { imports, constants, read, write } = parts(plan)
  return `${importsOf('isJson' in plan ? ['encoding/json', ...(imports ?? [])] : (imports ?? []))}

${[...tablesOf(plan, MARKS), ...constants].join('\n')}

${hasMarks(plan) ? MARKS.check : ''}${functionsOf(plan, { read, write })}

${READ_BODY}
// go run frames.go HOST PORT: sends every frame back
func main() {
${CONNECT}
	for {
		body, err := readFrame(r)
		if err == io.EOF {
			return
		}
		if err != nil {
			fail(err)
		}
${'isJson' in plan ? JSON_ECHO : ''}		if err := writeFrame(conn, body); err != nil {
			fail(err)
		}
	}
}
${FAIL}`
}

/** The program of several parts: each part has its own two functions. */
export const goOfParts = (sequence: SequencePlan): string => {
  const { parts: all } = sequence
  const remembers = mustRemember(sequence)
  const marks = all.flatMap(({ mark }, index) =>
    mark.length > 0 ? [`var if${index + 1} = ${tableOf(mark)} // ${IF_SAYS(index + 1)}\n`] : [],
  )
  const each = all.map(({ plan, text }, index) => {
    const { imports = [], constants, read, write } = parts(plan)
    const body = [...tablesOf(plan, MARKS), ...constants, '', functionsOf(plan, { read, write })].join('\n')
    return { imports, text: `// Part ${index + 1}: ${text}\n\n${numbered(body, NAMES, index + 1, APART)}\n` }
  })
  const choices = all.map(({ mark, isOnce, ends }, index) => {
    const part = index + 1
    const tests = [...(isOnce ? [`!gone[${part}]`] : []), ...(mark.length > 0 ? [`fits(r, if${part})`] : [])]
    const lines = linesOf(
      ...ends.map((end) => `gone[${end + 1}] = true`),
      `body, err = readFrame${part}(r)\nreturn ${part}, body, err`,
    )
    return tests.length === 0 ? lines : `if ${tests.join(' && ')} {\n${indent(lines)}\n}`
  })
  return `${importsOf(each.flatMap(({ imports }) => imports))}

${marks.map((mark) => `${mark}\n`).join('')}${all.some(({ plan }) => hasMarks(plan)) ? MARKS.check : ''}${marks.length > 0 ? FITS : ''}${each.map(({ text }) => text).join('\n')}
// readFrame gives the part that the next frame is of, and its body; io.EOF if the stream ends between two frames.
${remembers ? '// gone has the parts that cannot come any more.\n' : ''}func readFrame(r *bufio.Reader${remembers ? ', gone map[int]bool' : ''}) (part int, body []byte, err error) {
${indent(choices.join('\n'))}
}

${READ_BODY}
// writeFrame sends one frame of that part in one Write.
func writeFrame(w io.Writer, part int, body []byte) error {
	write := []func(io.Writer, []byte) error{${all.map((_, index) => `writeFrame${index + 1}`).join(', ')}}[part-1]
	return write(w, body)
}

// go run frames.go HOST PORT: sends every frame back
func main() {
${CONNECT}
${remembers ? '\tgone := map[int]bool{}\n' : ''}	for {
		part, body, err := readFrame(r${remembers ? ', gone' : ''})
		if err == io.EOF {
			return
		}
		if err != nil {
			fail(err)
		}
		if err := writeFrame(conn, part, body); err != nil {
			fail(err)
		}
	}
}
${FAIL}`
}

/** The functions that read and write a frame. */
const functionsOf = (plan: Plan, { read, write }: Pick<Parts, 'read' | 'write'>): string => {
  const { edges } = plan
  const inner =
    edges === undefined
      ? ''
      : `// readWhole gives the next body, and what is around it; io.EOF if the stream ends between two frames.
func readWhole(r *bufio.Reader) ([]byte, error) {
${indent(read)}
}

// writeWhole sends one frame in one Write.
func writeWhole(w io.Writer, body []byte) error {
${indent(write)}
}

`
  const outer =
    edges === undefined
      ? { read, write }
      : {
          read: `whole, err := readWhole(r)
if err != nil {
	return nil, err
}
${MARKS.unwrap(edges)}`,
          write: MARKS.wrap(edges),
        }
  return `${inner}// readFrame gives the next body; io.EOF if the stream ends between two frames.
func readFrame(r *bufio.Reader) ([]byte, error) {
${indent(outer.read)}
}

// writeFrame sends one frame in one Write.
func writeFrame(w io.Writer, body []byte) error {
${indent(outer.write)}
}`
}

const NAMES = [
  ...['most', 'size', 'end', 'starts', 'ends'],
  ...['readWhole', 'writeWhole', 'readFrame', 'writeFrame'],
]

/** Strings have words that are also names of constants; so do comments after code. */
const APART = /"(?:[^"\\]|\\.)*"|(?<=\S[ \t]*)\/\/.*/

const importsOf = (others: readonly string[]): string => {
  const names = [...new Set(['bufio', 'fmt', 'io', 'net', 'os', ...others])].sort()
  return `package main

import (
${names.map((name) => `\t"${name}"`).join('\n')}
)`
}

const READ_BODY = `// readBody reads exactly n bytes: io.ReadFull reads until all have come.
func readBody(r *bufio.Reader, n uint64) ([]byte, error) {
	body := make([]byte, n)
	if _, err := io.ReadFull(r, body); err == io.EOF {
		return nil, io.ErrUnexpectedEOF
	} else if err != nil {
		return nil, err
	}
	return body, nil
}
`

/** JSON Lines: one value a line, in UTF-8. RawMessage keeps numbers as they were written. */
const JSON_ECHO = `		if len(bytes.TrimSpace(body)) == 0 {
			continue // a blank line
		}
		var value json.RawMessage // or a struct of your own
		if err := json.Unmarshal(body, &value); err != nil {
			fail(err) // the line is not one value: a value must not go on in the next line
		}
		if body, err = json.Marshal(value); err != nil {
			fail(err)
		}
`

const FITS = `// fits says whether the next bytes are the mark's. It never waits for more bytes than decide, because a frame may be short.
func fits(r *bufio.Reader, mark [][2]byte) bool {
	for k, want := range mark {
		seen, err := r.Peek(k + 1)
		if err != nil || seen[k]&want[0] != want[1] {
			return false
		}
	}
	return true
}

`

const CONNECT = `	conn, err := net.Dial("tcp", net.JoinHostPort(os.Args[1], os.Args[2]))
	if err != nil {
		fail(err)
	}
	defer conn.Close()
	r := bufio.NewReader(conn)`

const FAIL = `
func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
`

interface Parts {
  readonly imports?: readonly string[]
  readonly constants: readonly string[]
  readonly read: string
  readonly write: string
}

const tableOf = (mark: readonly MarkByte[]): string => `[][2]byte{${pairs(mark, '{', '}')}}`

const MARKS: MarkTexts = {
  table: (name, mark) => `var ${name.toLowerCase()} = ${tableOf(mark)} // ${TABLE_SAYS(name)}\n`,
  check: `// check refuses bytes that are not the mark's.
func check(found []byte, mark [][2]byte, place string) error {
	for k, want := range mark {
		if found[k]&want[0] != want[1] {
			return fmt.Errorf("byte %d of a frame's %s is %#02x, not %#02x", k, place, found[k], want[1])
		}
	}
	return nil
}

`,
  unwrap(edges) {
    const { front, both } = sizesOf(edges)
    const { length } = edges.ends
    return linesOf(
      `if len(whole) < ${both} {
	return nil, fmt.Errorf("%d bytes; those around a body are ${both}", len(whole))
}`,
      edges.starts.length > 0 && CHECKED('whole, starts, "start"'),
      length > 0 && `back := len(whole) - len(ends)\n${CHECKED('whole[back:], ends, "end"')}`,
      `return whole[${front > 0 ? front : ''}:${length > 0 ? 'back' : ''}], nil`,
    )
  },
  wrap: ({ starts, strip, ends }) =>
    linesOf(
      'var whole []byte',
      starts.length > 0 && APPEND_MARK('whole', 'starts'),
      strip > 0 && `whole = append(whole, make([]byte, ${strip})...)`,
      'whole = append(whole, body...)',
      ends.length > 0 && APPEND_MARK('whole', 'ends'),
      'return writeWhole(w, whole)',
    ),
}

const CHECKED = (what: string): string => `if err := check(${what}); err != nil {
	return nil, err
}`

const APPEND_MARK = (to: string, mark: string): string => `for _, want := range ${mark} {
	${to} = append(${to}, want[1])
}`

const MARK_FIRST = `mark := make([]byte, len(starts))
if _, err := io.ReadFull(r, mark); err != nil {
	return nil, err // io.EOF before the first byte, io.ErrUnexpectedEOF after it
}
${CHECKED('mark, starts, "start"')}
`

const CHECK = `if length > most {
	return nil, fmt.Errorf("a length of %d; at most %d is allowed", length, most)
}`

const TOO_LONG = `if len(body) > most {
	return fmt.Errorf("%d bytes; at most %d are allowed", len(body), most)
}`

const mostBody = (most: number): string => `const most = ${most} // bytes of the longest body`

/** The end of the stream is clean before a frame's first byte, and an error after it. */
const READ_BYTE = (first: string): string => `b, err := r.ReadByte()
if err == io.EOF${first === 'false' ? '' : ` && !(${first})`} {
	err = io.ErrUnexpectedEOF
}
if err != nil {
	return nil, err
}`

const parts = (plan: Plan): Parts => {
  switch (plan.kind) {
    case 'header':
      return headerParts(plan)
    case 'fixed':
      return {
        constants: [`const size = ${plan.size} // bytes of every frame`],
        read: `if _, err := r.Peek(1); err != nil {
	return nil, err
}
return readBody(r, size)`,
        write: `if len(body) != size {
	return fmt.Errorf("%d bytes; every frame has %d", len(body), size)
}
_, err := w.Write(body)
return err`,
      }
    case 'varint':
      return {
        imports: ['encoding/binary'],
        constants: [mostBody(plan.most)],
        read: `var length uint64
for k := 0; ; k++ {
	if k == ${plan.maxBytes} {
		return nil, fmt.Errorf("a length of more than ${plan.maxBytes} bytes")
	}
${indent(READ_BYTE('k == 0'))}
	length |= uint64(b&0x7f) << (7 * k)
	if b < 0x80 {
		break
	}
}
${CHECK}
return readBody(r, length)`,
        write: `${TOO_LONG}
frame := binary.AppendUvarint(nil, uint64(len(body)))
_, err := w.Write(append(frame, body...))
return err`,
      }
    case 'delimiter': {
      const marked = plan.starts.length > 0
      return {
        imports: ['bytes'],
        constants: [
          `var end = []byte{${plan.end.map((byte) => `0x${byte.toString(16)}`).join(', ')}}`,
          '',
          mostBody(plan.most),
        ],
        read: `${marked ? MARK_FIRST : ''}var frame []byte
for !bytes.HasSuffix(frame, end) {
${indent(READ_BYTE(marked ? 'false' : 'len(frame) == 0'))}
	frame = append(frame, b)
	if len(frame) > most+${plan.lines ? '2' : 'len(end)'} {
		return nil, fmt.Errorf("no end within %d bytes", most)
	}
}
return ${plan.lines ? "bytes.TrimSuffix(frame[:len(frame)-1], []byte{'\\r'})" : 'frame[:len(frame)-len(end)]'}, nil`,
        write: `if bytes.Contains(body, end)${plan.lines ? " || bytes.HasSuffix(body, []byte{'\\r'})" : ''} {
	return fmt.Errorf("the body contains a delimiter")
}
${marked ? `var frame []byte\n${APPEND_MARK('frame', 'starts')}\nframe = append(frame, body...)` : 'frame := append([]byte{}, body...)'}
${plan.lines ? "frame = append(frame, '\\r')\n" : ''}_, err := w.Write(append(frame, end...))
return err`,
      }
    }
    case 'netstring':
      return {
        constants: [mostBody(plan.most)],
        read: `var length uint64
for digits := 0; ; digits++ {
${indent(READ_BYTE('digits == 0'))}
	if b == ':' && digits > 0 {
		break
	}
	if b < '0' || b > '9' || digits == 10 || (digits > 0 && length == 0) {
		return nil, fmt.Errorf("%q is not part of a netstring's length", b)
	}
	length = 10*length + uint64(b-'0')
}
${CHECK}
body, err := readBody(r, length)
if err != nil {
	return nil, err
}
if comma, err := readBody(r, 1); err != nil || comma[0] != ',' {
	return nil, fmt.Errorf("no comma after the body")
}
return body, nil`,
        write: `${TOO_LONG}
_, err := fmt.Fprintf(w, "%d:%s,", len(body), body)
return err`,
      }
    case 'content-length':
      return {
        imports: ['strconv', 'strings'],
        constants: [mostBody(plan.most)],
        read: `length, found := uint64(0), false
for head := 0; ; {
	line, err := r.ReadSlice('\\n') // an error if the line is longer than its buffer of 4,096 bytes
	if err == io.EOF && head+len(line) > 0 {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, err
	}
	head += len(line)
	if head > 8192 {
		return nil, fmt.Errorf("a header of more than 8192 bytes")
	}
	text := strings.TrimRight(string(line), "\\r\\n")
	if text == "" {
		break
	}
	name, value, _ := strings.Cut(text, ":")
	if strings.EqualFold(strings.TrimSpace(name), "content-length") {
		length, err = strconv.ParseUint(strings.TrimSpace(value), 10, 63)
		if err != nil {
			return nil, err
		}
		found = true
	}
}
if !found {
	return nil, fmt.Errorf("a header without Content-Length")
}
${CHECK}
return readBody(r, length)`,
        write: `${TOO_LONG}
_, err := fmt.Fprintf(w, "Content-Length: %d\\r\\n\\r\\n%s", len(body), body)
return err`,
      }
  }
}

const headerParts = (plan: HeaderPlan): Parts => {
  const { size, at, width, littleEndian, signed, radix, mask, unit, least, most } = plan
  const marked = plan.starts.length > 0
  const order = `binary.${littleEndian ? 'LittleEndian' : 'BigEndian'}`
  const idiom = [2, 4, 8].includes(width)
  const slice = at > 0 ? `header[${at}:]` : 'header'
  const bits = mask === undefined ? '' : ` & 0x${mask}`
  const binary = idiom
    ? `uint64(${order}.Uint${8 * width}(${slice}))`
    : shifted(plan, (k) => `uint64(header[${k}])`)
  const read =
    radix > 0
      ? `length, err := strconv.ParseUint(string(header[${at}:${at + width}]), ${radix}, 63)
if err != nil {
	return nil, err
}`
      : `length := ${binary}${bits}`
  const put = idiom
    ? [
        `${order}.PutUint${8 * width}(frame${at > 0 ? `[${at}:]` : ''}, ${width === 8 ? 'length' : `uint${8 * width}(length)`})`,
      ]
    : shiftedOut(plan, (k, shift) => `frame[${k}] = byte(length${shift > 0 ? ` >> ${shift}` : ''})`)
  const digits = `copy(frame${at > 0 ? `[${at}:]` : ''}, fmt.Sprintf("%0${width}${radix === 16 ? 'x' : 'd'}", length))`
  return {
    imports: radix > 0 ? ['strconv'] : idiom ? ['encoding/binary'] : [],
    constants: [`const most = ${most} // the largest allowed length`],
    read: `header := make([]byte, ${size})
if _, err := io.ReadFull(r, header); err != nil {
	return nil, err // io.EOF before the first byte, io.ErrUnexpectedEOF after it
}
${marked ? `${CHECKED('header, starts, "start"')}\n` : ''}${read}
if ${least > 0 ? `length < ${least} || ` : ''}length > most {${signed ? ' // a negative length is very large here' : ''}
	return nil, fmt.Errorf("a length of %d; ${least} to %d is allowed", length, most)
}
return readBody(r, ${sizeOfLength(plan, 'length')})`,
    write: `length := ${lengthOfSize(plan, 'uint64(len(body))')}
if length > most${unit === 1 ? '' : ` || ${lengthOfSize(plan, 'len(body)', '%')} != 0`} {
	return fmt.Errorf("%d bytes do not fit a frame", len(body))
}
frame := make([]byte, ${size}, ${size}+len(body))
${radix > 0 ? digits : put.join('\n')}
${marked ? 'for k, want := range starts {\n\tframe[k] |= want[1] // of the length, only bits that do not count\n}\n' : ''}_, err := w.Write(append(frame, body...))
return err`,
  }
}

const indent = (text: string): string => text.replace(/^(?=.)/gm, '\t')

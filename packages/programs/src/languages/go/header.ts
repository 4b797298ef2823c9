// A header with a length, in Go.
import type { FrameCode } from '../../alike/frame-code.ts'
import { shifted, shiftedOut } from '../../alike/shifts.ts'
import { type HeaderPlan, lengthOfSize, sizeOfLength } from '../../plans/plan.ts'
import { checked } from './marks.ts'

export const header = (plan: HeaderPlan): FrameCode => {
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
${marked ? `${checked('header, starts, "start"')}\n` : ''}${read}
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

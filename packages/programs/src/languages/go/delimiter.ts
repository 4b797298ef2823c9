// A delimiter after each body, in Go.
import type { FrameCode } from '../../alike/frame-code.ts'
import type { DelimiterPlan } from '../../plans/plan.ts'
import { indent } from './indent.ts'
import { mostBody } from './limits.ts'
import { appendMark, MARK_FIRST } from './marks.ts'
import { nextByte } from './receiving.ts'

export const delimiter = (plan: DelimiterPlan): FrameCode => {
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
${indent(nextByte(marked ? 'false' : 'len(frame) == 0'))}
	frame = append(frame, b)
	if len(frame) > most+${plan.lines ? '2' : 'len(end)'} {
		return nil, fmt.Errorf("no end within %d bytes", most)
	}
}
return ${plan.lines ? "bytes.TrimSuffix(frame[:len(frame)-1], []byte{'\\r'})" : 'frame[:len(frame)-len(end)]'}, nil`,
    write: `if bytes.Contains(body, end)${plan.lines ? " || bytes.HasSuffix(body, []byte{'\\r'})" : ''} {
	return fmt.Errorf("the body contains a delimiter")
}
${marked ? `var frame []byte\n${appendMark('frame', 'starts')}\nframe = append(frame, body...)` : 'frame := append([]byte{}, body...)'}
${plan.lines ? "frame = append(frame, '\\r')\n" : ''}_, err := w.Write(append(frame, end...))
return err`,
  }
}

// A varint before each body, in Go.
import type { FrameCode } from '../../alike/frame-code.ts'
import type { VarintPlan } from '../../plans/plan.ts'
import { indent } from './indent.ts'
import { CHECK, mostBody, TOO_LONG } from './limits.ts'
import { nextByte } from './receiving.ts'

export const varint = (plan: VarintPlan): FrameCode => ({
  imports: ['encoding/binary'],
  constants: [mostBody(plan.most)],
  read: `var length uint64
for k := 0; ; k++ {
	if k == ${plan.maxBytes} {
		return nil, fmt.Errorf("a length of more than ${plan.maxBytes} bytes")
	}
${indent(nextByte('k == 0'))}
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
})

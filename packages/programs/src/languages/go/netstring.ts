// Netstrings in Go.
import type { FrameCode } from '../../alike/frame-code.ts'
import type { NetstringPlan } from '../../plans/plan.ts'
import { indent } from './indent.ts'
import { CHECK, mostBody, TOO_LONG } from './limits.ts'
import { nextByte } from './receiving.ts'

export const netstring = (plan: NetstringPlan): FrameCode => ({
  constants: [mostBody(plan.most)],
  read: `var length uint64
for digits := 0; ; digits++ {
${indent(nextByte('digits == 0'))}
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
})

// Heads with Content-Length, in Go.
import type { FrameCode } from '../../alike/frame-code.ts'
import type { ContentLengthPlan } from '../../plans/plan.ts'
import { CHECK, mostBody, TOO_LONG } from './limits.ts'

export const contentLength = (plan: ContentLengthPlan): FrameCode => ({
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
})

// Frames of one size, in Go.
import type { FrameCode } from '../../alike/frame-code.ts'
import type { FixedPlan } from '../../plans/plan.ts'

export const fixed = (plan: FixedPlan): FrameCode => ({
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
})

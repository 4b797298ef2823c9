// Frames of one size, in Rust.
import type { FrameCode } from '../../alike/frame-code.ts'
import type { FixedPlan } from '../../plans/plan.ts'

export const fixed = (plan: FixedPlan): FrameCode => ({
  constants: [`const SIZE: usize = ${plan.size}; // bytes of every frame`],
  read: `let mut body = vec![0; SIZE];
Ok(fill(stream, &mut body)?.then_some(body))`,
  write: `if body.len() != SIZE {
    return Err(wrong(format!("{} bytes; every frame has {SIZE}", body.len())));
}
stream.write_all(body)`,
})

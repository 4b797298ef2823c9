// Frames of one size, in Python.
import type { FixedPlan } from '../../plans/plan.ts'
import type { PythonCode } from './code.ts'

export const fixed = (plan: FixedPlan): PythonCode => ({
  constants: [`SIZE = ${plan.size}  # bytes of every frame`],
  source: 'sock',
  read: 'return recv_exactly(sock, SIZE)',
  write: `if len(body) != SIZE:
    raise ValueError(f'{len(body)} bytes; every frame has {SIZE}')
sock.sendall(body)`,
})

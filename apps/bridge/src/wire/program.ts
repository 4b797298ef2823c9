// The wire's own program: see wire-process.ts.
import { runWire } from './wire-process.ts'

await runWire()

// The executable.
import { endOnClosedPipe } from './cli/output.ts'
import { run } from './cli/program.ts'

endOnClosedPipe()
process.exitCode = await run(process.argv.slice(2))

// The executable.
import { endWithoutTerminal } from './cli/lost-terminal.ts'
import { endWithoutReader, sayFailure } from './cli/output.ts'
import { run } from './cli/program.ts'

endWithoutReader()
endWithoutTerminal()
// After an error that nobody caught the state of the process is unknown. So it ends, and says so in one line.
process.on('uncaughtException', (error) => {
  sayFailure(error)
  process.exit(1)
})
process.exitCode = await run(process.argv.slice(2))

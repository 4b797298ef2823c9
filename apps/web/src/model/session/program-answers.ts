// What the worker loads when somebody asks about the session's programs.
export { programMoments } from './program-moments.ts'
export { runOutcome } from './run-outcome.ts'
export { printedLines } from './printed-pieces.ts'

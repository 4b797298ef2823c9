// For a framing, the programs that read and write it right, in six languages. Imports the framing package alone.
export { type Language, LANGUAGES, programFor } from './program-for.ts'

// Programs that read and write a framing correctly, in six languages. Imports only the framing package.
export { type Language, LANGUAGES } from './languages/languages.ts'
export { programFor } from './program-for.ts'

export type { FramerPosition, FramingError } from './framer.ts'

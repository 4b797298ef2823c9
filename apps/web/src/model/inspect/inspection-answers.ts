// Everything about one interval or a range that is loaded together, when somebody first asks.
export { answerRange } from '../range/answer-range.ts'
export { contentOf, fileOf } from './content-of.ts'
export { inspect } from './inspect.ts'

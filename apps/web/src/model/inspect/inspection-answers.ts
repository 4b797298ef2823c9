// Everything about one interval, a range or the table that is loaded together, when somebody first asks.
export { answerRange } from '../range/answer-range.ts'
export { contentOf, fileOf } from './content-of.ts'
export { findingGroups, groupedFinding } from './finding-groups.ts'
export { headlineOf } from './headline.ts'
export { inspect } from './inspect.ts'
export { noTable, tablePage } from '../session/table-page.ts'

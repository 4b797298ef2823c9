// An experiment in words, for the terminal: what it is about, and what one may set.
import type { Condition, ExperimentInfo } from '@unstick/api'

/** The words before, a line a condition with its default and range, and what to change next. */
export const describeExperiment = (info: ExperimentInfo): readonly string[] => [
  `${info.name}: ${info.title} (${info.group}, ${info.transport.toUpperCase()})`,
  '',
  ...info.before,
  '',
  ...info.conditions.flatMap((condition) => [
    `  --set ${condition.key}=${quoted(String(condition.default))}`,
    `      ${condition.label}: ${rangeOf(condition)}`,
  ]),
  '',
  `Next: ${info.next}`,
  `Framing: --framing ${info.framing}`,
]

const rangeOf = (condition: Condition): string => {
  switch (condition.type) {
    case 'number':
      return `${condition.min} to ${condition.max} ${condition.unit}`
    case 'text':
      return `a text of at most ${condition.maxBytes} bytes`
    case 'toggle':
      return 'on or off'
    case 'choice':
      return condition.choices.join(' | ')
    case 'steps':
      return "steps as JSON, as the page's address has them"
  }
}

/** As a POSIX shell takes it for one word. */
const quoted = (text: string): string =>
  /^[\w.,:/-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`

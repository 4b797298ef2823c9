// Describes an experiment for the terminal: what it is about, and which conditions can be set.
import type { Condition, ExperimentInfo } from '@unstick/api'

/** The texts before the run, one line for each condition with its default and range, and what to change next. */
export const describeExperiment = (info: ExperimentInfo): readonly string[] => [
  `${info.name}: ${info.title} (${info.group}, ${info.transport.toUpperCase()})`,
  '',
  ...info.before,
  info.question,
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
    case 'text': {
      const { suggestions = [], maxBytes } = condition
      const any = `a text of at most ${maxBytes} bytes`
      return suggestions.length === 0 ? any : `${suggestions.join(' | ')}, or ${any}`
    }
    case 'toggle':
      return 'on or off'
    case 'choice':
      return condition.choices.join(' | ')
    case 'steps':
      return "steps as JSON, in the form that the page's address contains"
  }
}

/** Quotes a text so that a POSIX shell reads it as one word. */
const quoted = (text: string): string =>
  /^[\w.,:/-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`

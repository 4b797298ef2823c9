// The rows of a program before it has run: one for each step of its text that makes a call.
import type { PythonPrograms } from '@unstick/api'

export interface EmptyRow {
  readonly step: string
  /** `recv(1024)` */
  readonly label: string
}

/** The picture folds longer programs too. */
const MOST_ROWS = 9
/** What a program does before it talks, and prints: no rows in the picture. */
const quiet = /^(socket|bind|listen|setsockopt|settimeout|setblocking|print)$/

export const emptyRows = ({ text, steps }: PythonPrograms['programs'][number]): readonly EmptyRow[] => {
  const found = new Map<string, EmptyRow>()
  text.split('\n').forEach((line, index) => {
    const step = steps[index] ?? ''
    const [, name = '', inside = ''] = /(?:^|[\s.=])(\w+)\((.*)\)\s*$/.exec(line) ?? []
    if (step === '' || name === '' || quiet.test(name) || found.has(step)) return
    found.set(step, { step, label: name === 'connect' ? 'connect()' : `${name}(${inside})` })
  })
  return [...found.values()].slice(0, MOST_ROWS)
}

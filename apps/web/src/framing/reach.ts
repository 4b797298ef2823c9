// For which connections an applied framing is: all of the session, those of the shown one's port, or the shown one alone. A
// session with one server port leaves no choice.
import { type Framing, parsePlan, printPlan, withPart } from '@unstick/session'
import type { StreamSummary } from '../model/session/summary.ts'

export type Reach = 'all' | 'port' | 'connection'

export interface ReachOption {
  readonly value: Reach
  readonly name: string
}

type Shown = Pick<StreamSummary, 'port' | 'sharedBy' | 'name' | 'names'>

/** What can be chosen; empty if there is nothing to choose. */
export const reachOptions = (ports: number, shown: Shown | undefined): readonly ReachOption[] => {
  if (ports < 2 || !shown) return []
  const isAlone = shown.sharedBy < 2
  return [
    { value: 'all', name: 'all connections' },
    { value: 'port', name: isAlone ? 'this connection' : `port ${shown.port}` },
    ...(isAlone ? [] : [{ value: 'connection' as const, name: 'this connection' }]),
  ]
}

/**
 * The text that applying `text` puts in force, where `framing` was until now. A plan is one for all, whatever is chosen. A text
 * that does not parse is returned as it is.
 */
export const reached = (text: string, reach: Reach, framing: Framing, shown: Shown | undefined): string => {
  const parsed = parsePlan(text)
  if (!shown || reach === 'all' || !parsed.ok || parsed.framing.kind === 'plan') return text
  const { names, port, name } = shown
  const of = reach === 'port' ? String(port) : name
  const own = names.filter((each) => each.includes('>'))
  return printPlan(withPart(framing, { of, spec: parsed.framing }, own))
}

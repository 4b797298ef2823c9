// What the framing field offers: words that go on with what is typed, or, before anything is typed, whole framings.
import { describeFraming } from '@unstick/framing'
import { capitalized, parsePlan, planPieces } from '@unstick/session'
import { complete, type Completion, GO_ON, type Suggestion } from './complete.ts'

export { completed } from './complete.ts'

/** Words for the one at the caret. Offers no continuation while another word is wrong, because that comes first. */
export const suggestWord = (text: string, caret: number): Completion => {
  const completion = completeAt(text, caret)
  const parsed = parsePlan(text)
  if (parsed.ok || (parsed.error.start <= completion.to && parsed.error.end >= completion.from))
    return completion
  return { ...completion, suggestions: completion.suggestions.filter(({ group }) => group !== GO_ON) }
}

/** In a plan: for the framing that the caret is in. */
const completeAt = (text: string, caret: number): Completion => {
  const pieces = planPieces(text)
  const at = pieces.find(({ from, end }) => from <= caret && caret <= end)
  if (pieces.length === 0) return complete(text, caret)
  if (!at || caret < at.start) return { from: caret, to: caret, suggestions: [], hint: OF_CONNECTIONS }
  const completion = complete(text.slice(at.start, at.end), caret - at.start)
  return { ...completion, from: at.start + completion.from, to: at.start + completion.to }
}

const OF_CONNECTIONS =
  'In front of =: a port, a stream such as 10.0.0.1:40000>10.0.0.2:80, or * for the rest.'

/**
 * Whole framings, which replace the text: what the bytes look like, the last used, those that the experiments speak, and all
 * kinds.
 */
export const suggestFraming = (
  text: string,
  lastUsed: readonly string[],
  spoken: readonly string[],
  guesses: readonly { readonly framing: string; readonly says: string }[] = [],
): Completion => {
  const kinds = complete('', 0)
  const others = spoken.filter((spec, k, all) => all.indexOf(spec) === k && !lastUsed.includes(spec))
  return {
    ...kinds,
    to: text.length,
    suggestions: [
      ...guesses.map(({ framing, says }) => ({
        ...known(framing, 'Guessed from the bytes'),
        says: capitalized(says),
      })),
      ...lastUsed.map((spec) => known(spec, 'Last used')),
      ...others.map((spec) => known(spec, 'Used by the experiments')),
      ...kinds.suggestions,
    ],
  }
}

const known = (text: string, group: string): Suggestion => {
  const parsed = parsePlan(text)
  return {
    text,
    name: text,
    says: !parsed.ok
      ? ''
      : parsed.framing.kind === 'plan'
        ? 'a framing for each port or connection'
        : describeFraming(parsed.framing).sentence,
    group,
    continues: false,
  }
}

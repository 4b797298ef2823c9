// What the framing field offers: words that go on with what is typed, or, before anything is typed, whole framings.
import { describeFraming, parseFraming } from '@unstick/framing'
import { complete, type Completion, GO_ON, type Suggestion } from './complete.ts'

export { completed } from './complete.ts'

/** Words for the one at the caret. Offers no continuation while another word is wrong, because that comes first. */
export const suggestWord = (text: string, caret: number): Completion => {
  const completion = complete(text, caret)
  const parsed = parseFraming(text)
  if (parsed.ok || (parsed.error.start <= completion.to && parsed.error.end >= completion.from))
    return completion
  return { ...completion, suggestions: completion.suggestions.filter(({ group }) => group !== GO_ON) }
}

/**
 * Whole framings, which replace the text: what the bytes look like, the last used, those that the experiments speak, and all
 * kinds.
 */
export const suggestFraming = (
  text: string,
  lastUsed: readonly string[],
  spoken: readonly string[],
  guess?: { readonly framing: string; readonly says: string },
): Completion => {
  const kinds = complete('', 0)
  const others = spoken.filter((spec, k, all) => all.indexOf(spec) === k && !lastUsed.includes(spec))
  return {
    ...kinds,
    to: text.length,
    suggestions: [
      ...(guess ? [{ ...known(guess.framing, 'Guessed from the bytes'), says: upper(guess.says) }] : []),
      ...lastUsed.map((spec) => known(spec, 'Last used')),
      ...others.map((spec) => known(spec, 'Used by the experiments')),
      ...kinds.suggestions,
    ],
  }
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const known = (text: string, group: string): Suggestion => {
  const parsed = parseFraming(text)
  return {
    text,
    name: text,
    says: parsed.ok ? describeFraming(parsed.spec).sentence : '',
    group,
    continues: false,
  }
}

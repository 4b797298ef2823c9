// What a framing means, in lines for a terminal: its kinds of frames are a list.
import type { FramingDescription } from '@unstick/framing'

type Part = FramingDescription['parts'][number]

export const meaningLines = ({ parts }: FramingDescription): readonly string[] =>
  parts.flatMap((part, index) => [
    ...(index === 0 ? [] : ['']),
    ...(part.heading === undefined ? [] : [part.heading, '']),
    ...partLines(part),
  ])

const partLines = ({ about, kinds, limits }: Part): readonly string[] => {
  const [first, ...others] = kinds
  if (first !== undefined && others.length === 0) return [...about, [first.rule, ...limits].join(' ')]
  const width = String(kinds.length).length + 1
  return [
    ...about,
    '',
    'There are several kinds of frames. A frame is of the first kind in this list that applies:',
    ...kinds.flatMap(({ when = 'All other frames are of this kind.', rule }, index) => [
      '',
      `  ${`${index + 1}.`.padStart(width)} ${when}`,
      `  ${' '.repeat(width)} ${rule}`,
    ]),
    ...(limits.length > 0 ? ['', ...limits] : []),
  ]
}

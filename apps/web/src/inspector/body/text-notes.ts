// Notes about a text: which bytes are not text, and which characters are cut.
import { counted } from '@unstick/session'
import type { DecodedText } from './decode-text.ts'

/** `isCut`: whether more bytes follow that are not shown, regardless of the character at the end. */
export const textNotes = (
  { bad, cutBefore, cutAfter }: DecodedText,
  encoding: string,
  isCut: boolean,
): readonly string[] => [
  ...(bad > 0
    ? [`${counted(bad, 'place')} ${bad === 1 ? 'is' : 'are'} not ${encoding}, shown as \uFFFD`]
    : []),
  ...(cutBefore ? ['it begins inside a character'] : []),
  ...(cutAfter > 0 && !isCut
    ? [`it ends inside a character: ${counted(cutAfter, 'byte')} of it ${cutAfter === 1 ? 'is' : 'are'} here`]
    : []),
]

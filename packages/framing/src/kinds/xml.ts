// `xml`: elements of XML one after another, and the open stream of XMPP. Sources: XML 1.0, fifth edition, 3.1; RFC 6120, 4.2 and
// 11.1.
import type { Kind } from './kind.ts'
import type { XmlSpec } from '../spec/spec.ts'
import { encodeWhole } from './whole-value.ts'
import { XmlCutter } from '../cutters/xml-cutter.ts'

const NOTHING: Uint8Array = new Uint8Array(0)

export const xml: Kind<XmlSpec> = {
  grammar: {
    says: 'elements of XML one after another',
    keys: [
      {
        name: 'open',
        type: { is: 'delimiters', examples: ['local names of elements: stream'] },
        says: 'elements of these names stay open: their start tag is a frame, and so is each element inside and the end tag',
      },
    ],
  },
  cutter: ({ open = [] }, max) => new XmlCutter(max, open),
  encode: ({ open = [] }, body, max) =>
    encodeWhole({
      cutter: new XmlCutter(max, open),
      body,
      end: NOTHING,
      wanted: 'one element of XML without space around it',
      max,
    }),
  fields: () => [],
  sentence: ({ open = [] }) =>
    `Each element is a frame, up to the end tag that closes it.${
      open.length === 0
        ? ''
        : ` The start tag of ${open.join(' or ')} is a frame by itself, and so are the elements inside it and its end tag.`
    }`,
  diagram: () => [{ name: 'one element', size: undefined, role: 'body' }],
}

// A header with a length, in Node.
import type { FrameCode } from '../../alike/frame-code.ts'
import { type HeaderPlan, lengthOfSize, sizeOfLength } from '../../plans/plan.ts'

export const header = (plan: HeaderPlan): FrameCode => {
  const { size, at, width, signed, radix, mask, unit, least, most } = plan
  const marked = plan.starts.length > 0
  const remainder = lengthOfSize(plan, 'body.length', '%')
  return {
    constants: [`const MOST = ${most} // the largest allowed length`],
    read: `const header = await reader.exactly(${size})
if (header === null) return null
${marked ? "check(header, STARTS, 'start')\n" : ''}const length = ${readNumber(plan)}
if (${radix > 0 ? 'Number.isNaN(length) || ' : ''}${least > 0 || signed ? `length < ${least} || ` : ''}length > MOST)
  throw new RangeError(\`a length of \${length}; ${least} to \${MOST} is allowed\`)
return reader.body(${sizeOfLength(plan, 'length')})`,
    write: `const length = ${lengthOfSize(plan, 'body.length')}
if (length > MOST${unit === 1 ? '' : ` || ${remainder}`}) throw new RangeError(\`\${body.length} bytes do not fit a frame\`)
const header = Buffer.alloc(${size})
${
  radix === 0
    ? `header.${method('write', plan)}(${argument('length', plan)}${at > 0 || hasWidth(plan) ? `, ${at}` : ''}${hasWidth(plan) ? `, ${width}` : ''})`
    : `header.write(length.toString(${radix}).padStart(${width}, '0'), ${at}, 'latin1')`
}
${marked ? 'STARTS.forEach(([, value], k) => (header[k] |= value)) // of the length, only bits that do not count\n' : ''}socket.write(Buffer.concat([header, body]))${mask === undefined ? '' : ` // the bits outside the mask ${mask} stay 0`}`,
  }
}

const readNumber = (plan: HeaderPlan): string => {
  const { at, width, radix, mask } = plan
  if (radix > 0) return `parseInt(header.toString('latin1', ${at}, ${at + width}), ${radix})`
  const read = `header.${method('read', plan)}(${hasWidth(plan) ? `${at}, ${width}` : at > 0 ? at : ''})`
  if (width === 8) return `Number(${read}${mask === undefined ? '' : ` & 0x${mask}n`})`
  // >>> 0: bit operators give a signed number
  return mask === undefined ? read : `(${read} & 0x${mask}) >>> 0`
}

/** Node has separate methods for 1, 2, 4 and 8 bytes; for other widths, the method takes the width. */
const hasWidth = ({ width }: HeaderPlan): boolean => ![1, 2, 4, 8].includes(width)

const method = (verb: 'read' | 'write', plan: HeaderPlan): string => {
  const { width, littleEndian, signed } = plan
  const sign = signed ? '' : 'U'
  const order = width === 1 ? '' : littleEndian ? 'LE' : 'BE'
  if (width === 8) return `${verb}Big${signed ? '' : 'U'}Int64${order}`
  return hasWidth(plan) ? `${verb}${sign}Int${order}` : `${verb}${sign}Int${8 * width}${order}`
}

const argument = (text: string, { width }: HeaderPlan): string => (width === 8 ? `BigInt(${text})` : text)

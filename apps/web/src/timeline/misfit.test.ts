import { parseFraming } from '@unstick/framing'
import { expect, test } from 'vitest'
import { bytesThere, fittingRule, misfitTitle, ranOtherwise, sentWith } from './misfit.ts'

const specOf = (text: string) => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.spec
}
const hello = { code: 'FRAME_TOO_LONG', offset: 0, head: new TextEncoder().encode('hellowor') }
const lab = { title: 'hello + world', experiment: 'hello-world' }

test('if a length is expected, it shows the bytes there, and no more than the length has', () => {
  expect(bytesThere(hello, specOf('struct:!I'))).toBe('There is “hell” where a length should be.')
  expect(bytesThere(hello, specOf('length:u16be'))).toBe('There is “he” where a length should be.')
})

test('bytes that are not text are shown in hex, and without a length field all known ones are shown', () => {
  expect(bytesThere({ ...hello, head: Uint8Array.of(0, 255) }, specOf('struct:!I'))).toBe(
    'There is 00 ff where a length should be.',
  )
  const netstring = specOf('netstring')
  expect(bytesThere({ ...hello, code: 'LENGTH_INVALID' }, netstring)).toBe('The bytes there are “hellowor”.')
  expect(bytesThere({ ...hello, code: 'END_INSIDE_FRAME' }, netstring)).toBe('')
})

test('a wrong byte order is named, if the bytes fit in the other one', () => {
  // struct.pack('!I', 5) + b'hello', and the same with world.
  const head = Buffer.from('0000000568656c6c6f00000005776f726c64', 'hex')
  const says = fittingRule({ head, isAll: true }, specOf('struct:<I'))
  expect(says).toBe('In the other byte order the bytes fit: struct:>I.')
  expect(fittingRule({ head: hello.head, isAll: true }, specOf('struct:!I'))).toBe('')
})

test('another framing of the run is mentioned only if the lab ran it', () => {
  expect(sentWith({ ...lab, framing: 'none' }, 'struct:!I', hello)).toBe(
    'The lab ran these programs with framing off.',
  )
  expect(sentWith({ ...lab, framing: 'netstring' }, 'struct:!I', hello)).toBe(
    'The lab ran these programs with the framing netstring.',
  )
  expect(sentWith({ ...lab, framing: 'struct:!I' }, 'struct:!I', hello)).toBe('')
  expect(sentWith(undefined, 'struct:!I', hello)).toBe('Perhaps these bytes were not sent with this framing.')
  expect([ranOtherwise(lab, 'struct:!I'), ranOtherwise({ title: 'mine' }, 'struct:!I')]).toEqual([
    true,
    false,
  ])
})

test('after frames that fitted, it says from which byte on, and not that the framing was another', () => {
  const later = { ...hello, offset: 1024 }
  expect(misfitTitle(hello, 'struct:!I')).toBe('These bytes do not fit struct:!I.')
  expect(misfitTitle(later, 'struct:!I')).toBe('From byte 1,024 on they do not fit struct:!I.')
  expect(sentWith(undefined, 'struct:!I', later)).toBe('')
})

// Framings for which there is no program: a program that ignored one of their words would read wrongly.
import { parseFraming } from '@unstick/framing'
import { expect, test } from 'vitest'
import { planOf } from './plan.ts'

test.each([
  'line,dots=DATA',
  'line,literals=imap',
  'delimiter:*,tail=2',
  'length:bcd4',
  'length:u8,block=16,check=2',
  'length:u8,resync=68',
  'joined over websocket',
  'varint,starts=08',
  'varint,ends=00',
  'json,strip=1',
])('%s has no program, and says why', (text) => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  expect(planOf(parsed.spec)).toMatchObject({ kind: 'none', why: expect.stringMatching(/\.$/) as unknown })
})

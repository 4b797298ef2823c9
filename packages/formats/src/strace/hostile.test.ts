// A trace that was damaged anywhere is read as far as it goes: nothing but ImportDamage is thrown, and what comes out is a
// whole capture.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CaptureReader, sectionHeaderBlock } from '@unstick/pcapng'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CallLog } from './call-log.ts'

const fixtures = ['named', 'plain'].map((name) =>
  readFileSync(fileURLToPath(new URL(`../../test/fixtures/${name}.strace`, import.meta.url))),
)

/** What is put into a trace: digits and signs that lengths, ports, addresses and times are made of. */
const noise = fc.constantFrom(
  '9',
  '99999999999999999999',
  '-',
  ':',
  '<',
  '>',
  '(',
  ')',
  '"',
  '\n',
  ',',
  '%',
  '[::ffff:1.2.3.4%eth0]',
  '\\',
  '0x',
  '=',
  ' = ',
  'sendto(5, ',
)

it('never throws, and gives whole blocks', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...fixtures),
      fc.array(fc.tuple(fc.nat(6_000), noise), { minLength: 1, maxLength: 8 }),
      (fixture, damages) => {
        let text = fixture.toString('latin1')
        for (const [at, put] of damages) text = text.slice(0, at) + put + text.slice(at + 1)
        const program = new CallLog().program('program')
        const blocks = [...program.push(Buffer.from(text, 'latin1')), ...program.end()]
        const reader = new CaptureReader({ packet: () => undefined })
        for (const block of [sectionHeaderBlock({}), ...blocks]) reader.push(block)
        reader.end()
        expect(reader.error).toBeUndefined()
      },
    ),
    { numRuns: 2_000 },
  )
})

it('takes a count below zero for none', () => {
  const program = new CallLog().program('program')
  program.push(Buffer.from('1 sendto(5, "abc", -1, 0, NULL, 0) = 3\n1 write(1, "abc", -9) = 3\n'))
  expect(() => program.end()).not.toThrow()
})

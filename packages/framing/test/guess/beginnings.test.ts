// The marks by which presets are refused early are read from their texts; parsing the texts gives the same.
import { expect, test } from 'vitest'
import { compositionOf, mainSpec } from '../../src/language/composition.ts'
import { beginningOf } from '../../src/guess/beginnings.ts'
import { markOf } from '../../src/spec/marks.ts'
import { PRESET_NAMES } from '../../src/presets/preset-texts.ts'

test.each(PRESET_NAMES)('%s begins as its parsed framing says', (name) => {
  const main = mainSpec({ kind: 'preset', name })
  for (const direction of ['client', 'server'] as const) {
    const prefaces = compositionOf({ kind: 'preset', name }).prefaces.filter(
      ({ side }) => side === undefined || side === direction,
    )
    expect(beginningOf(name, direction)).toEqual({
      prefaces: prefaces.map((preface) => markOf(preface.if)),
      isAny: prefaces.some((preface) => preface.if === undefined),
      starts: markOf('starts' in main ? main.starts : undefined),
    })
  }
})

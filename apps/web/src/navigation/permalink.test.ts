import { expect, test } from 'vitest'
import { printPlace, readPlace } from './permalink.ts'

test('a place printed and read again is the same place', () => {
  const place = {
    view: 'sessions',
    struct: undefined,
    experiment: 'hello-world',
    inCourse: true,
    conditions: { limit: '3', first: 'a&b=c ü', nagle: 'off' },
    session: '2026-11-22T14-00-00 hello',
    stream: 2,
    selected: { lane: 'recv', index: 7 },
    axis: 'time',
    scale: 'linear',
    shown: [-20_000, 500_000_000],
    range: [-5_000, 204_300_000],
    framing: 'delimiter:\\r\\n|&',
    beneath: undefined,
  } as const
  expect(readPlace(printPlace(place))).toEqual(place)
})

test('a framing reads the same in the address as it is written', () => {
  const place = { ...readPlace(''), session: 'a', framing: 'struct:!I' }
  expect(printPlace(place)).toBe('?view=lab&session=a&stream=0&axis=time&framing=struct:!I')
})

test('a link keeps the workbench’s format and values, commas and percent signs too', () => {
  const struct = { format: '<4s2h?', values: ['a,b%2c\\x00', '-1', '2', 'True'] }
  const place = { ...readPlace(''), view: 'struct', struct } as const
  expect(readPlace(printPlace(place))).toEqual(place)
  expect(printPlace({ ...place, struct: { format: '!IHB', values: ['5', '1', '255'] } })).toBe(
    '?view=struct&format=!IHB&values=5,1,255&axis=time',
  )
})

test('a format in a link of another view is left out', () => {
  expect(readPlace('?view=lab&format=!I').struct).toBeUndefined()
})

test.each(['?select=packet:1', '?select=recv:-1', '?select=recv', '?select=recv:1e3'])(
  'a selection that is none is left out: %s',
  (search) => expect(readPlace(search).selected).toBeUndefined(),
)

test.each(['?stream=-1', '?stream=x', '?stream=1.5', '?stream=1e400'])(
  'a wrong stream is the first one: %s',
  (search) => expect(readPlace(search).stream).toBe(0),
)

test('the address holds the measured range as it is read', () => {
  const place = { ...readPlace(''), session: 'a', scale: 'linear', range: [0, 18] } as const
  expect(printPlace(place)).toBe('?view=lab&session=a&stream=0&axis=time&scale=linear&range=0-18')
  expect(readPlace('?range=-20--5').range).toEqual([-20, -5])
})

test('weeks of nanoseconds come back, and a number that is not exact does not', () => {
  const range = [1_036_800_000_000_000, 9_000_000_000_000_001] as const
  const place = { ...readPlace(''), session: 'a', range } as const
  expect(readPlace(printPlace(place)).range).toEqual(range)
  expect(readPlace('?range=0-9900000000000000').range).toBeUndefined()
})

test.each(['?range=18-0', '?range=5', '?range=a-b', '?range=1e3-2e3', '?range=1.5-2'])(
  'a range that is none is left out: %s',
  (search) => expect(readPlace(search).range).toBeUndefined(),
)

test('the lower pane is a place of its own: printed and read again it is the same', () => {
  const beneath = {
    session: 'b & c',
    stream: 3,
    selected: { lane: 'message', index: 1 },
    framing: 'struct:!I',
    axis: 'time',
    shown: [0, 9],
    range: [1, 2],
    active: true,
  } as const
  const place = { ...readPlace(''), session: 'a', beneath }
  expect(readPlace(printPlace(place))).toEqual(place)
})

test('linked panes have one axis, and the address says it once', () => {
  const beneath = readPlace('?session=a&with=b&withFraming=none').beneath
  expect(printPlace({ ...readPlace(''), session: 'a', beneath })).toBe(
    '?view=lab&session=a&stream=0&axis=time&with=b&withStream=0&withFraming=none',
  )
})

test('the address holds the visible part in whole bytes, and a session without one shows everything', () => {
  const place = { ...readPlace(''), session: 'a', shown: [3.25, 9.5] } as const
  expect(printPlace(place)).toBe('?view=lab&session=a&stream=0&axis=time&shown=3-10')
  expect(readPlace(printPlace(place)).shown).toEqual([3, 10])
  expect(printPlace({ ...place, session: undefined })).toBe('?view=lab&axis=time')
  expect(readPlace('?session=a&shown=10-3').shown).toBeUndefined()
})

test('there is no lower pane if the upper one shows nothing', () => {
  expect(readPlace('?with=b').beneath).toBeUndefined()
})

test('a link that names no axis opens by time, and one by bytes stays so', () => {
  expect(readPlace('?session=a').axis).toBe('time')
  expect(readPlace('?session=a&axis=nonsense').axis).toBe('time')
  expect(readPlace('?session=a&axis=bytes').axis).toBe('bytes')
})

import { expect, test } from 'vitest'
import { inReadingOrder } from './reading-order.ts'

test.each([
  ['server client', 'client server'],
  ['server ann bob cleo', 'ann bob cleo server'],
  ['tcp-server udp-server client', 'client tcp-server udp-server'],
])('%s are read as %s', (list, read) => {
  const programs = list.split(' ').map((name) => ({ name }))
  expect(inReadingOrder(programs).map(({ name }) => name)).toEqual(read.split(' '))
})

import { parsePlan } from '@unstick/session'
import { expect, test } from 'vitest'
import { reached, reachOptions } from './reach.ts'

const there = '10.0.0.1:40000>10.0.0.2:6379'
const back = '10.0.0.2:6379>10.0.0.1:40000'
const shown = { port: 6379, sharedBy: 3, name: there, names: [there, back, '40000', '6379'] }

const framing = (text: string) => {
  const parsed = parsePlan(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.framing
}

test('with one port, or with nothing on screen, there is nothing to choose', () => {
  expect(reachOptions(1, shown)).toEqual([])
  expect(reachOptions(2, undefined)).toEqual([])
})

test('a connection that has its port for itself needs no choice between the two', () => {
  const names = (sharedBy: number) => reachOptions(2, { ...shown, sharedBy }).map(({ name }) => name)
  expect(names(1)).toEqual(['all connections', 'this connection'])
  expect(names(3)).toEqual(['all connections', 'port 6379', 'this connection'])
})

test.each([
  // What is typed, for which connections, the framing until now, and the framing then.
  ['redis', 'all', '5432=postgres', 'redis'],
  ['redis', 'port', 'none', '6379=redis'],
  ['redis', 'port', '5432=postgres', '5432=postgres,6379=redis'],
  ['redis', 'port', 'line', '6379=redis,*=line'],
  ['redis', 'connection', '5432=postgres', `${there}=redis,5432=postgres`],
  // Its own part would hide the port's.
  ['line', 'port', `${back}=redis,5432=postgres`, '5432=postgres,6379=line'],
  ['none', 'port', '6379=redis', 'none'],
  // A whole plan says by itself what it is for.
  ['5432=postgres', 'port', 'line', '5432=postgres'],
  ['rediss', 'port', 'line', 'rediss'],
] as const)('%j for %s, after %j', (text, reach, before, then) => {
  expect(reached(text, reach, framing(before), shown)).toBe(then)
})

test('while nothing is on screen, a framing is for all', () => {
  expect(reached('redis', 'port', framing('none'), undefined)).toBe('redis')
})

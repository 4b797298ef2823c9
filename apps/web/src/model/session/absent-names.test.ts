import { Session } from '@unstick/session'
import { expect, test } from 'vitest'
import { beginning, redisBlocks } from '../../../test/two-protocols.ts'
import { absentNames } from './absent-names.ts'

test('a port or a stream of a plan is absent if no connection has it, at either end', () => {
  const session = new Session()
  for (const block of [...beginning(), ...redisBlocks()]) session.push(block)
  session.end()
  const [stream] = session.streams
  if (!stream) throw new Error('no stream')
  const { name, source } = stream
  expect(absentNames(session, ['6379', '6380', name, String(source.port), '10.9.9.9:1>10.9.9.9:2'])).toEqual([
    '6380',
    '10.9.9.9:1>10.9.9.9:2',
  ])
  expect(absentNames(undefined, ['80'])).toEqual(['80'])
})

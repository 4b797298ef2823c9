import { expect, test } from 'vitest'
import { BridgeError } from './bridge-error.ts'
import { latePart } from './late-part.ts'

test('a part that is there is given, and one that cannot be fetched is a server that does not answer', async () => {
  await expect(latePart(() => Promise.resolve({ answer: 42 }))).resolves.toEqual({ answer: 42 })
  // What Chromium 156 rejects with.
  const failed = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module: x.js'))
  await expect(latePart(failed)).rejects.toBeInstanceOf(BridgeError)
  await expect(latePart(failed)).rejects.toMatchObject({ code: 'BRIDGE_GONE' })
})

test('what a part throws while it begins is not the server’s', async () => {
  await expect(latePart(() => Promise.reject(new RangeError('its own')))).rejects.toThrow('its own')
})

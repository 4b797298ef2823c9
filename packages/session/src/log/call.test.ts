import { describe, expect, it } from 'vitest'
import { parseCallText, parseResumedText, printCallText, printResumedText } from './call.ts'

describe("a call's text", () => {
  it('is printed as strace -T does, to the nanosecond', () => {
    expect(printCallText({ name: 'recv', args: ['1024'], result: 10, duration: 200_123_456n })).toBe(
      'recv(1024) = 10 <0.200123456>',
    )
    expect(
      printCallText({ name: 'recv', args: ['1024'], result: { errno: 'ECONNRESET' }, duration: 1_000n }),
    ).toBe('recv(1024) = -1 ECONNRESET <0.000001000>')
    expect(printCallText({ name: 'close', args: [], result: 0, duration: 61_000_000_000n })).toBe(
      'close() = 0 <61.000000000>',
    )
  })

  it('ends with the step that made it, if it is a lab program', () => {
    const sleep = { name: 'sleep', args: ['0.2'], result: 0, duration: 200_123_456n, step: '3.12.1' } as const
    expect(printCallText(sleep)).toBe('sleep(0.2) = 0 <0.200123456> step 3.12.1')
    expect(parseCallText('sleep(0.2) = 0 <0.200123456> step 3.12.1')).toEqual(sleep)
    expect(parseCallText('sleep(0.2) = 0 <0.200123456>')?.step).toBeUndefined()
  })

  it('is read back', () => {
    expect(parseCallText('setsockopt(TCP_NODELAY, 1) = 0 <0.000004200>')).toEqual({
      name: 'setsockopt',
      args: ['TCP_NODELAY', '1'],
      result: 0,
      duration: 4_200n,
    })
    expect(parseCallText('connect() = -1 ECONNREFUSED <0.000100000>')?.result).toEqual({
      errno: 'ECONNREFUSED',
    })
  })

  it.each([
    'recv(1024) = 10',
    'recv(1024) = 10 <0.2>',
    'exec(rm) = 0 <0.000000001>',
    'recv(10)24) = 1 <0.000000001>',
    'recv(10) = 1 <0.000000001> step',
    'recv(10) = 1 <0.000000001> step 1.',
    'recv(10) = 1 <0.000000001> line 1',
    'hello',
    '',
  ])('refuses any other comment: %j', (text) => {
    expect(parseCallText(text)).toBeUndefined()
  })
})

describe("the text of a call's continuation", () => {
  it("is printed like strace's resumed calls, and read back", () => {
    const text = '<... recv resumed> 262068'
    expect(printResumedText({ name: 'recv', offset: 262_068 })).toBe(text)
    expect(parseResumedText(text)).toEqual({ name: 'recv', offset: 262_068 })
  })

  it.each([
    '<... exec resumed> 1',
    '<... recv resumed>',
    '<... recv resumed> -1',
    'recv(1) = 1 <0.000000001>',
  ])('refuses any other comment: %j', (text) => {
    expect(parseResumedText(text)).toBeUndefined()
  })
})

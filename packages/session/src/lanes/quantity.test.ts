import { describe, expect, it } from 'vitest'
import { counted, durationText, grouped } from './quantity.ts'

describe('numbers in sentences', () => {
  it('agree with their noun', () => {
    expect(counted(1, 'send')).toBe('1 send')
    expect(counted(0, 'recv')).toBe('0 recvs')
    expect(counted(3004, 'byte')).toBe('3,004 bytes')
  })

  it('separate thousands', () => {
    expect([0, 999, 1000, 1_234_567].map(grouped)).toEqual(['0', '999', '1,000', '1,234,567'])
  })

  it('have a fitting unit', () => {
    expect([312, 4_230, 203_114_000, 199_999_999, 1_500_000_000].map(durationText)).toEqual([
      '312 ns',
      '4.2 µs',
      '203 ms',
      '200 ms',
      '1.5 s',
    ])
  })
})

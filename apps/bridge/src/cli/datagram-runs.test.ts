import { describe, expect, it } from 'vitest'
import { DatagramRuns, type FateLine } from './datagram-runs.ts'

const line = (index: number, fate: FateLine['fate'], text: string, stream = 'a>b'): FateLine => ({
  lane: 'send',
  stream,
  index,
  time: '0',
  start: 0,
  end: 1,
  fate,
  text,
})

const report = (lines: readonly FateLine[]): string[] => {
  const runs = new DatagramRuns()
  return [...lines.flatMap((each) => runs.push(each)), ...runs.end()]
}

describe('DatagramRuns', () => {
  it('reports in one line which 188 datagrams were lost for the same reason', () => {
    const lost = Array.from({ length: 188 }, (_, index) => line(12 + index, 'lost', 'No recv returned it.'))
    expect(report(lost)).toEqual(['a>b: datagrams 13 to 200 lost. No recv returned it.'])
  })

  it('leaves a single datagram unchanged', () => {
    expect(report([line(0, 'truncated', 'The other 976 are gone.')])).toEqual([
      'a>b: datagram 1 truncated. The other 976 are gone.',
    ])
  })

  it('gives the range of a number that differs, by value and not by its digits, and keeps the others', () => {
    const texts = ['1,024 of 1,100 bytes', '1,024 of 990 bytes', '1,024 of 2,000 bytes']
    expect(report(texts.map((text, index) => line(index, 'truncated', text)))).toEqual([
      'a>b: datagrams 1 to 3 truncated. 1,024 of 990 to 2,000 bytes',
    ])
  })

  it('begins a new run at a gap, another fate, other words or another stream', () => {
    expect(
      report([
        line(0, 'lost', 'so'),
        line(2, 'lost', 'so'),
        line(3, 'unread', 'so'),
        line(4, 'unread', 'thus'),
        line(5, 'unread', 'thus', 'c>d'),
        line(6, 'unread', 'thus', 'c>d'),
      ]),
    ).toEqual([
      'a>b: datagram 1 lost. so',
      'a>b: datagram 3 lost. so',
      'a>b: datagram 4 unread. so',
      'a>b: datagram 5 unread. thus',
      'c>d: datagrams 6 to 7 unread. thus',
    ])
  })
})

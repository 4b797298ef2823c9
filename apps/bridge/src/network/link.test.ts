import { describe, expect, it } from 'vitest'
import { setMtu, shape } from './link.ts'

const settings = { mtu: 1500, rate: 0, delay: 0, loss: 0 }
const text = (commands: readonly (readonly string[])[]) => commands.map((command) => command.join(' '))

describe('shape(settings)', () => {
  it('leaves a link without limits alone', () => {
    expect(shape(settings)).toEqual([])
  })

  it('limits the rate by a token bucket that the largest packet fits in', () => {
    expect(text(shape({ ...settings, rate: 64 }))).toEqual([
      'tc qdisc replace dev lo root tbf rate 64kbit burst 1600 latency 2s',
    ])
    expect(text(shape({ ...settings, rate: 64, mtu: 9000 }))).toEqual([
      'tc qdisc replace dev lo root tbf rate 64kbit burst 9100 latency 2s',
    ])
  })

  it('lets a fast rate leave in the bursts of a timer with 250 ticks a second', () => {
    // 100 Mbit/s are 12,500,000 bytes a second.
    expect(text(shape({ ...settings, rate: 100_000 }))).toEqual([
      'tc qdisc replace dev lo root tbf rate 100000kbit burst 50000 latency 2s',
    ])
  })

  it('delays and loses by netem, with the bucket inside', () => {
    expect(text(shape({ ...settings, delay: 20, loss: 3 }))).toEqual([
      'tc qdisc replace dev lo root handle 1: netem limit 100000 delay 20ms loss 3%',
    ])
    expect(text(shape({ ...settings, delay: 20, rate: 64 }))).toEqual([
      'tc qdisc replace dev lo root handle 1: netem limit 100000 delay 20ms loss 0%',
      'tc qdisc replace dev lo parent 1:1 tbf rate 64kbit burst 1600 latency 2s',
    ])
  })
})

it('setMtu(settings) sets the MTU of the loopback', () => {
  expect(setMtu({ ...settings, mtu: 576 })).toEqual(['ip', 'link', 'set', 'lo', 'mtu', '576'])
})

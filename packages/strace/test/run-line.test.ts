// Lines as strace 6.1 wrote them under the options of `unstick run`: times in nanoseconds, names, endpoints, hex strings.
import { expect, it } from 'vitest'
import { recordOf } from './collect.ts'

const caller = { pid: 10_044, name: 'python3' }
const who = String.raw`10044<\x70\x79\x74\x68\x6f\x6e\x33>`
const on = {
  fd: 4,
  label: {
    kind: 'inet',
    protocol: 'TCP',
    local: { address: '127.0.0.1', port: 49_432 },
    remote: { address: '127.0.0.1', port: 39_037 },
  },
}

it('reads who sent what, when, how long it took, and between which endpoints', () => {
  expect(
    recordOf(
      String.raw`${who} 1795930680.754726494 sendto(4<TCP:[127.0.0.1:49432->127.0.0.1:39037]>, "\x68\x69\x00\x22\xff", 9, MSG_MORE|MSG_NOSIGNAL, NULL, 0) = 5 <0.000110470>`,
    ),
  ).toEqual({
    line: 1,
    caller,
    start: 1_795_930_680_754_726_494n,
    duration: 110_470,
    resumed: undefined,
    name: 'sendto',
    result: 5,
    kind: 'send',
    on,
    length: 5,
    data: Uint8Array.of(0x68, 0x69, 0, 0x22, 0xff),
    asked: 9,
    flags: ['MSG_MORE', 'MSG_NOSIGNAL'],
  })
})

it('reads an errno', () => {
  expect(
    recordOf(
      `${who} 1795930680.809138667 recvfrom(4<TCP:[127.0.0.1:49432->127.0.0.1:39037]>, 0x7ffef85b5d90, 100, MSG_DONTWAIT, NULL, NULL) = -1 EAGAIN (Resource temporarily unavailable) <0.000184591>`,
    ),
  ).toMatchObject({ kind: 'recv', on, result: { errno: 'EAGAIN' }, length: 0, asked: 100, duration: 184_591 })
})

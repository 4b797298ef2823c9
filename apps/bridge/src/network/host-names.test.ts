import { describe, expect, it } from 'vitest'
import { withNames } from './host-names.ts'

const hosts = [
  { name: 'server', address: '10.0.0.1' },
  { name: 'client', address: '10.0.0.2' },
]
const given = '10.0.0.1\tserver\n10.0.0.2\tclient\n'

describe('withNames(file, hosts)', () => {
  it('puts them before the lines that are there, which stay as they are', () => {
    const file = '# mine\n127.0.0.1 localhost\n::1\tlocalhost ip6-localhost # and more\n\n192.168.0.7 servers'
    expect(withNames(file, hosts)).toBe(given + file)
  })

  // glibc may give all addresses of a name (`multi on`, host.conf(5)), so another one may not stay.
  it.each([
    ['192.168.0.7 server', ''],
    ['192.168.0.7 Server build CLIENT', '192.168.0.7\tbuild'],
    ['  192.168.0.7   build server # the old one', '192.168.0.7\tbuild # the old one'],
    ['192.168.0.7 server # the old one', '# the old one'],
    ['# 192.168.0.7 server', '# 192.168.0.7 server'],
  ])('of %j leaves %j', (line, left) => {
    expect(withNames(line, hosts)).toBe(given + left)
  })
})

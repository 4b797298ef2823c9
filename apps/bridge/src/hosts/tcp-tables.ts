// The connections of a host, as its kernel lists them (proc(5)).
import { readFileSync } from 'node:fs'
import { errnoOf } from '../errors.ts'

/** `/proc/net/tcp` and `/proc/net/tcp6` of the network namespace of the calling thread. */
export const tcpTables = (): readonly string[] =>
  ['tcp', 'tcp6'].map((name) => {
    try {
      return readFileSync(`/proc/thread-self/net/${name}`, 'utf8')
    } catch (error) {
      // A kernel without IPv6.
      if (errnoOf(error) !== 'ENOENT') throw error
      return ''
    }
  })

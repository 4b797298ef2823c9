// Settings of the kernel's network in the network namespace of the calling thread.
import { writeFileSync } from 'node:fs'
import { errnoOf } from '../errors.ts'

/**
 * Whether a setting of the kernel has this value now. A kernel that lacks it (`ENOENT`) does not do what it is about; in a
 * container all of them may be read-only.
 */
export const setKernel = (name: string, value: string): boolean => {
  try {
    writeFileSync(`/proc/sys/net/${name}`, value)
    return true
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === undefined) throw error
    return errno === 'ENOENT'
  }
}

/** Keeps an interface from announcing itself in IPv6, which only adds packets that are of no connection. */
export const quietIpv6 = (name: string): void => void setKernel(`ipv6/conf/${name}/disable_ipv6`, '1')

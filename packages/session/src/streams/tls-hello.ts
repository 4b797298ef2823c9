// Whether a stream begins with a TLS handshake, by the bytes of its first record (RFC 8446, 4 and 5.1).

/**
 *     16 │ 03 01 │ 02 00 │ 01 │ 00 01 fc
 *     1    2       2       1    3          handshake record · version · length · ClientHello or ServerHello · its length
 */
export const HELLO_HEAD = 9

const HANDSHAKE = 0x16
const hellos = { 1: 'ClientHello', 2: 'ServerHello' } as const

/** A record has at most 2^14 bytes; a hello has at least a version, 32 random bytes and 4 bytes of choices. */
const MOST = 2 ** 14
const LEAST = 42

export type TlsHello = (typeof hellos)[keyof typeof hellos]

/** `head`: the first `HELLO_HEAD` bytes. */
export const tlsHello = (head: Uint8Array): TlsHello | undefined => {
  const [type, major, minor = 255, high = 0, low = 0, hello = 0, top = 1] = head
  const length = high * 256 + low
  const isRecord = type === HANDSHAKE && major === 3 && minor <= 4 && length >= LEAST && length <= MOST
  return isRecord && top === 0 && (hello === 1 || hello === 2) ? hellos[hello] : undefined
}

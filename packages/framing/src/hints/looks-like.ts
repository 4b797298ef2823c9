// What bytes are by themselves, from the first of them: protocols that announce themselves, and text where a number should be.

interface Signature {
  readonly says: string
  /** Tried on the bytes as one character each. */
  readonly matches: RegExp
}

/** The first that matches counts. */
const SIGNATURES: readonly Signature[] = [
  // RFC 9112, 3: a method, a target and a version.
  { says: 'an HTTP request', matches: /^[A-Z]{3,20} [^\r\n]{1,4000} HTTP\/1\.\d\r?\n/ },
  { says: 'an HTTP answer', matches: /^HTTP\/1\.\d \d{3}[ \r\n]/ },
  { says: 'the preface of HTTP/2', matches: /^PRI \* HTTP\/2\.0\r\n/ },
  // RFC 8446, 5.1: type 20 to 23, then the version 3.0 to 3.4, then a length of at most 18,432.
  { says: 'a TLS record', matches: /^[\x14-\x17]\x03[\0-\x04][\0-\x48]/ },
  { says: 'a PROXY header of version 1', matches: /^PROXY (?:TCP[46]|UNKNOWN)[ \r]/ },
  { says: 'a PROXY header of version 2', matches: /^\r\n\r\n\0\r\nQUIT\n/ },
  // RFC 4253, 4.2.
  { says: 'the greeting of SSH', matches: /^SSH-\d\.\d+-/ },
  { says: 'a protocol header of AMQP', matches: /^AMQP[\0-\x03]/ },
  { says: 'a message of Redis', matches: /^[*$:+-]\d{0,18}\r\n/ },
  { says: 'the handshake of BitTorrent', matches: /^\x13BitTorrent protocol/ },
]

/** `an HTTP request`; `undefined` if nothing is recognised. The first kilobytes are enough. */
export const looksLike = (bytes: Uint8Array): string | undefined => {
  const text = String.fromCharCode(...bytes.subarray(0, 4_096))
  return SIGNATURES.find(({ matches }) => matches.test(text))?.says
}

/** `47 45 54 20 (“GET ”)`: at most eight bytes, and their characters if all can be printed. */
export const showBytes = (bytes: Uint8Array): string => {
  const shown = bytes.subarray(0, 8)
  const hex = Array.from(shown, (byte) => byte.toString(16).padStart(2, '0')).join(' ')
  const text = String.fromCharCode(...shown)
  return /^[ -~]+$/.test(text) ? `${hex} (“${text}”)` : hex
}

// What bytes are by themselves, from the first of them: protocols and formats that announce themselves.

interface Signature {
  readonly says: string
  /** Tried on the bytes as one character each. */
  readonly matches: RegExp
}

/** The first that matches counts. */
const SIGNATURES: readonly Signature[] = [
  // RFC 9112, 3: a method, a target and a version. RTSP and SIP (RFC 2326, 6; RFC 3261, 7) have the same lines.
  { says: 'an HTTP request', matches: /^[A-Z]{3,20} [^\r\n]{1,4000} HTTP\/1\.\d\r?\n/ },
  { says: 'an HTTP answer', matches: /^HTTP\/1\.\d \d{3}[ \r\n]/ },
  { says: 'an RTSP request', matches: /^[A-Z_]{3,20} [^\r\n]{1,4000} RTSP\/\d\.\d\r?\n/ },
  { says: 'an RTSP answer', matches: /^RTSP\/\d\.\d \d{3}[ \r\n]/ },
  { says: 'a SIP request', matches: /^[A-Z]{3,20} [^\r\n]{1,4000} SIP\/2\.0\r?\n/ },
  { says: 'a SIP answer', matches: /^SIP\/2\.0 \d{3}[ \r\n]/ },
  { says: 'the preface of HTTP/2', matches: /^PRI \* HTTP\/2\.0\r\n/ },
  // RFC 8446, 5.1: type 20 to 23, then the version 3.0 to 3.4, then a length of at most 18,432.
  { says: 'a TLS record', matches: /^[\x14-\x17]\x03[\0-\x04][\0-\x48]/ },
  // RFC 5246, E.2: a length of two bytes whose top bit is set, the message 1, and the version.
  { says: 'a TLS hello in the form of SSL 2.0', matches: /^[\x80-\xff][^]\x01\x03[\0-\x03]/ },
  { says: 'a PROXY header of version 1', matches: /^PROXY (?:TCP[46]|UNKNOWN)[ \r]/ },
  { says: 'a PROXY header of version 2', matches: /^\r\n\r\n\0\r\nQUIT\n/ },
  // RFC 4253, 4.2.
  { says: 'the greeting of SSH', matches: /^SSH-\d\.\d+-/ },
  { says: 'a protocol header of AMQP', matches: /^AMQP[\0-\x03]/ },
  { says: 'a message of Redis', matches: /^(?:[*$:+-]\d{0,18}|-[A-Z]{4,20} [^\r\n]{0,400})\r\n/ },
  { says: 'an answer of Redis or POP3', matches: /^(?:\+OK|-ERR)(?: [^\r\n]{0,500})?\r\n/ },
  { says: 'the greeting of IMAP', matches: /^\* (?:OK|PREAUTH|BYE) [^\r\n]{0,4000}\r\n/ },
  // RFC 5321, 4.2 and RFC 959, 4.2: three digits, then a space or, if more lines follow, a hyphen.
  { says: 'an answer of SMTP or FTP', matches: /^[2-5][0-5]\d[ -][ -~]{0,500}\r\n/ },
  // RFC 6143, 7.1.1.
  { says: 'the greeting of VNC', matches: /^RFB \d{3}\.\d{3}\n/ },
  { says: 'a line of NATS', matches: /^(?:INFO|CONNECT) \{/ },
  // STOMP 1.2, "STOMP Frames": a command, then headers.
  { says: 'a STOMP frame', matches: /^(?:CONNECT|CONNECTED|STOMP|SEND|MESSAGE|ERROR)\r?\n[a-z-]+:/ },
  { says: 'a FIX message', matches: /^8=FIX/ },
  { says: 'HL7 in MLLP', matches: /^\x0bMSH/ },
  { says: 'a pkt-line of Git', matches: /^[0-9a-f]{4}(?:git-[a-z-]+ |# service=|version [12]\n)/ },
  { says: 'the handshake of BitTorrent', matches: /^\x13BitTorrent protocol/ },
  // 37/ZMTP: the signature, then the version.
  { says: 'the greeting of ZeroMQ', matches: /^\xff[^]{8}\x7f[\0-\x03]/ },
  // RFC 4271, 4.1: the marker, a length of 19 to 4,096, the type.
  { says: 'a message of BGP', matches: /^\xff{16}[\0-\x10][^][\x01-\x05]/ },
  // MySQL internals, "Protocol::HandshakeV10": a packet numbered 0 with the version as text.
  { says: 'the greeting of MySQL', matches: /^[^]\0\0\0\x0a\d+\.\d+[ -~]{0,60}\0/ },
  // PostgreSQL 53.7: StartupMessage of protocol 3, SSLRequest.
  { says: 'the start of PostgreSQL', matches: /^\0\0[^]{2}\0\x03\0\0[a-z_]+\0/ },
  { says: 'a request of PostgreSQL for TLS', matches: /^\0\0\0\x08\x04\xd2\x16\x2f/ },
  // MS-TDS, 2.2.3.1 and 2.2.6.5: a packet of type 18 whose options begin with the version.
  { says: 'the first packet of SQL Server', matches: /^\x12[\0\x01][^]{2}\0\0[\0\x01]\0\0\0/ },
  // MQTT 5.0, 3.1: CONNECT, its length, the protocol's name.
  { says: 'a CONNECT of MQTT', matches: /^\x10[^]{1,4}\0(?:\x04MQTT|\x06MQIsdp)/ },
  { says: 'a message of SMB', matches: /^(?:\0[^]{3})?[\xfd-\xff]SMB/ },
  // RFC 1006, 6 with a COTP connection request, confirmation or data.
  { says: 'a TPKT packet, as of RDP', matches: /^\x03\0[^]{2}[\x02-\x7f][\xd0\xe0\xf0]/ },
  // RFC 4511, 4.2: a sequence of a number and a bind request or answer, or an extended one.
  {
    says: 'a message of LDAP',
    matches: /^0(?:[\0-\x7f]|\x81[^]|\x82[^]{2}|\x84[^]{4})\x02(?:\x01[^]|\x02[^]{2}|\x04[^]{4})[`awx]/,
  },
  { says: 'gzip data', matches: /^\x1f\x8b\x08[\0-\x1f]/ },
  // RFC 8259; a byte order mark is not part of it, but many send one.
  { says: 'JSON', matches: /^(?:\xef\xbb\xbf)?\s*(?:\{\s*"[^"]{0,200}"\s*:|\[\s*[[{"])/ },
  { says: 'XML', matches: /^(?:\xef\xbb\xbf)?\s*<(?:\?xml |[A-Za-z][\w:.-]*[ >])/ },
]

/** `an HTTP request`; `undefined` if nothing is recognised. The first kilobytes are enough. */
export const looksLike = (bytes: Uint8Array): string | undefined => {
  const text = String.fromCharCode(...bytes.subarray(0, 4_096))
  return SIGNATURES.find(({ matches }) => matches.test(text))?.says
}

/** Whether they are a line of text, or all are text: letters of English at least, and no other bytes up to the line's end. */
export const isTextLine = (bytes: Uint8Array): boolean =>
  /^(?=[^\r\n]{0,40}[A-Za-z]{2})[\t -~]{4,}(?:\r?\n|$)/.test(String.fromCharCode(...bytes.subarray(0, 512)))

/** `47 45 54 20 (“GET ”)`: at most eight bytes, and their characters if all can be printed. */
export const showBytes = (bytes: Uint8Array): string => {
  const shown = bytes.subarray(0, 8)
  const hex = Array.from(shown, (byte) => byte.toString(16).padStart(2, '0')).join(' ')
  const text = String.fromCharCode(...shown)
  return /^[ -~]+$/.test(text) ? `${hex} (“${text}”)` : hex
}

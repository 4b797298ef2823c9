// Media types that no single exporter has.

/** Bytes of any kind, such as a capture that is sent over (RFC 2046, section 4.5.1). */
export const BYTES = 'application/octet-stream'

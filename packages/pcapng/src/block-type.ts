// Numbers of the pcapng format (draft-ietf-opsawg-pcapng, section 4) and this package's limits.

export const SECTION_HEADER = 0x0a0d0d0a
export const INTERFACE_DESCRIPTION = 1
/** Obsolete, in files from before 2008 (appendix A). */
export const PACKET = 2
export const SIMPLE_PACKET = 3
export const NAME_RESOLUTION = 4
export const INTERFACE_STATISTICS = 5
export const ENHANCED_PACKET = 6
export const DECRYPTION_SECRETS = 10
export const CUSTOM = 0x00000bad
export const CUSTOM_NOT_COPIED = 0x40000bad

/** In the section header, in the section's own byte order. */
export const BYTE_ORDER_MAGIC = 0x1a2b3c4d

/** Type, length and length again: an empty block. Bytes. */
export const MIN_BLOCK_LENGTH = 12
/** The longest block. Like Wireshark, the reader treats a longer one as damage. Bytes. */
export const MAX_BLOCK_LENGTH = 16 * 1024 * 1024
/** The longest packet that Wireshark and libpcap accept. Bytes. */
export const MAX_PACKET_LENGTH = 262_144
/** The most interfaces kept from one file. */
export const MAX_INTERFACES = 65_536

// Checksums that say whether a frame is one, where lengths alone do not. Sources: mavlink.io, "Packet Serialization", checksum; MODBUS
// over Serial Line 1.02, 6.2.2 "CRC Generation".

/** Whether the checksum in a whole frame is that of its other bytes. */
export type Checksum = (frame: Uint8Array) => boolean

export const CHECKSUMS = { mavlink: isMavlink, modbus: isModbus } as const satisfies Record<string, Checksum>

export type ChecksumName = keyof typeof CHECKSUMS

/** CRC-16/MODBUS: the checksum's low byte comes first, so the CRC of the whole frame is 0. */
export function modbusCrc(crc: number, byte: number): number {
  let next = crc ^ byte
  for (let bit = 0; bit < 8; bit++) next = (next & 1) === 1 ? (next >> 1) ^ 0xa001 : next >> 1
  return next
}

function isModbus(frame: Uint8Array): boolean {
  return frame.length > 2 && frame.reduce(modbusCrc, 0xffff) === 0
}

/** One byte of CRC-16/MCRF4XX, as MAVLink computes it. */
function mavlinkCrc(crc: number, byte: number): number {
  let low = byte ^ (crc & 0xff)
  low = (low ^ (low << 4)) & 0xff
  return ((crc >> 8) ^ (low << 8) ^ (low << 3) ^ (low >> 4)) & 0xffff
}

/**
 *     +----+-----+--------+---------+----------+-----------+
 *     | fe | len | …      | payload | checksum | signature |     the checksum is of all after the first byte, and one more byte that
 *     +----+-----+--------+---------+----------+-----------+     each message's definition gives
 */
function isMavlink(frame: Uint8Array): boolean {
  const isFirst = frame[0] === 0xfe
  const end = (isFirst ? 6 : 10) + (frame[1] ?? 0)
  const [low, high] = [frame[end], frame[end + 1]]
  if (low === undefined || high === undefined) return false
  const id = isFirst ? (frame[5] ?? 0) : (frame[7] ?? 0) | ((frame[8] ?? 0) << 8) | ((frame[9] ?? 0) << 16)
  const crc = frame.subarray(1, end).reduce(mavlinkCrc, 0xffff)
  const wanted = low | (high << 8)
  const extra = EXTRAS.get(id)
  if (extra !== undefined) return mavlinkCrc(crc, extra) === wanted
  // A message of another dialect, whose byte is not known: one checksum in 256 passes.
  for (let any = 0; any < 256; any++) if (mavlinkCrc(crc, any) === wanted) return true
  return false
}

/**
 * MAVLink's CRC_EXTRA for each message of common.xml, standard.xml and minimal.xml, computed from those files by the rule
 * in "CRC_EXTRA Calculation" on mavlink.io. A row is a message's number, then its byte and those of the numbers after it.
 */
const RUNS: readonly (readonly number[])[] = [
  [0, 50, 124, 137],
  [4, 237, 217, 104, 119, 117],
  [11, 89],
  [
    20, 214, 159, 220, 168, 24, 23, 170, 144, 67, 115, 39, 246, 185, 104, 237, 244, 222, 212, 9, 254, 230, 28,
    28, 132, 221, 232, 11, 153, 41, 39, 78, 196,
  ],
  [54, 15, 3],
  [61, 167, 183, 119, 191, 118, 148, 21],
  [69, 243, 124],
  [73, 38, 20, 158, 152, 143],
  [80, 14, 106, 49, 22, 143, 140, 5, 150],
  [89, 231, 183, 63, 54, 47],
  [
    100, 175, 102, 158, 208, 56, 93, 138, 108, 32, 185, 84, 34, 174, 124, 237, 4, 76, 128, 56, 116, 134, 237,
    203, 250, 87, 203, 220, 25, 226, 46, 29, 223, 85, 6, 229, 203, 1, 195, 109, 168, 181, 47, 72, 131, 127,
  ],
  [146, 103, 154, 178, 200],
  [162, 189],
  [192, 36],
  [225, 208],
  [230, 163, 105, 151, 35, 150, 179],
  [241, 90, 104, 85, 95, 130, 184, 81, 8, 204, 49, 170, 44, 83, 46],
  [256, 71, 131, 187, 92, 146, 179, 12, 133, 49, 26, 193, 35, 14, 109, 59, 22],
  [275, 126, 18, 62],
  [280, 70, 48, 123, 74, 99, 137, 210, 1, 20],
  [290, 251, 10],
  [295, 234, 158],
  [299, 19, 217, 243],
  [310, 28, 95],
  [320, 243, 88, 243, 78, 132],
  [330, 23, 91, 236, 231, 72, 225, 245],
  [339, 199, 99],
  [345, 209],
  [350, 232],
  [360, 11, 93],
  [370, 75, 10, 26, 117],
  [375, 251, 199],
  [380, 232],
  [385, 147, 132, 4, 8],
  [390, 156],
  [395, 0, 50, 182],
  [400, 110, 183],
  [410, 160, 106, 33, 77],
  [435, 134, 193, 30],
  [440, 66],
  [9000, 113],
  [9005, 117],
  [12900, 114, 254, 140, 249, 77, 49],
  [12915, 94],
  [12918, 139, 7, 20],
]

const EXTRAS: ReadonlyMap<number, number> = new Map(
  RUNS.flatMap(([first = 0, ...extras]) =>
    extras.map((extra, index): [number, number] => [first + index, extra]),
  ),
)

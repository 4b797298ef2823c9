// IEEE 802.11, and the headers of how a frame was received that captures put in front of it.
import { dissectSnap } from './ether-type.ts'
import { type Payload, refuse, refuseShort } from './payload.ts'

type Link = (view: DataView, at: number, end: number, wireEnd: number, out: Payload) => boolean

/** Radiotap's own header says its length, in little-endian order; IEEE 802.11 follows. */
export const dissectRadiotap: Link = (view, at, end, wireEnd, out) => {
  if (at + 8 > end) return refuseShort(out, at + 8, wireEnd, 'NOT_IP')
  const frame = at + view.getUint16(at + 2, true)
  const isPadded = (radiotapFlags(view, at, Math.min(frame, end)) & DATA_PAD) !== 0
  return dissectFrame(view, { at: frame, end, wireEnd, isPadded }, out)
}

/** Whether the frame's header is filled up to a multiple of four bytes. */
const DATA_PAD = 0x20

/** The field “flags” (radiotap.org, 1): after the words that say which fields are there, and perhaps the time. */
const radiotapFlags = (view: DataView, at: number, end: number): number => {
  const present = view.getUint32(at + 4, true)
  let field = 8
  for (let word = present; (word & MORE_WORDS) !== 0 && at + field + 4 <= end; field += 4)
    word = view.getUint32(at + field, true)
  // The time, aligned to its own eight bytes.
  if ((present & 1) !== 0) field = ((field + 7) & ~7) + 8
  return (present & 2) !== 0 && at + field < end ? view.getUint8(at + field) : 0
}

const MORE_WORDS = 0x8000_0000

/** The header of Prism cards, which says its length in the machine's byte order, or AVS's in its place. */
export const dissectPrism: Link = (view, at, end, wireEnd, out) => {
  if (at + 8 > end) return refuseShort(out, at + 8, wireEnd, 'NOT_IP')
  const isBig = view.getUint32(at) >>> 16 === AVS || view.getUint32(at + 4) < 0x1_0000
  return dissectWifi(view, at + view.getUint32(at + 4, !isBig), end, wireEnd, out)
}

/** The first two bytes of AVS's header, which is big-endian. */
const AVS = 0x8021

/** A data frame of IEEE 802.11 (9.3.2) that is not encrypted. */
export const dissectWifi: Link = (view, at, end, wireEnd, out) =>
  dissectFrame(view, { at, end, wireEnd, isPadded: false }, out)

interface Frame {
  readonly at: number
  readonly end: number
  readonly wireEnd: number
  readonly isPadded: boolean
}

const dissectFrame = (view: DataView, { at, end, wireEnd, isPadded }: Frame, out: Payload): boolean => {
  if (at < 0 || at + 2 > end) return refuseShort(out, at + 2, wireEnd, 'NOT_IP')
  // Some access points swap the two bytes of the frame control.
  const isSwapped = !isDataKind(view.getUint8(at)) && isDataKind(view.getUint8(at + 1))
  const kind = view.getUint8(isSwapped ? at + 1 : at)
  const flags = view.getUint8(isSwapped ? at : at + 1)
  if (!isDataKind(kind) || (flags & PROTECTED) !== 0) return refuse(out, 'NOT_IP')
  const isRelayed = (flags & 3) === 3
  const hasQuality = (kind & 0x80) !== 0
  const qualityAt = at + 24 + (isRelayed ? 6 : 0)
  const header = qualityAt + (hasQuality ? 2 : 0) + (hasQuality && (flags & ORDER) !== 0 ? 4 : 0)
  const body = isPadded ? at + ((header - at + 3) & ~3) : header
  if (body > end) return refuseShort(out, body, wireEnd, 'NOT_IP')
  if (hasQuality && (view.getUint8(qualityAt) & SEVERAL) !== 0)
    return dissectJoined(view, body, end, wireEnd, out)
  return dissectSnap(view, body, end, wireEnd, out)
}

/** A frame of several packets (9.3.2.2): two addresses and a length in front of each. Only one alone is taken apart. */
const dissectJoined: Link = (view, at, end, wireEnd, out) => {
  if (at + 14 > end) return refuseShort(out, at + 14, wireEnd, 'NOT_IP')
  const until = at + 14 + view.getUint16(at + 12)
  // Up to three bytes of filling, and perhaps four of a checksum, may follow.
  if (until + 8 < wireEnd) return refuse(out, 'SEVERAL_PACKETS')
  return dissectSnap(view, at + 14, Math.min(end, until), Math.min(wireEnd, until), out)
}

/** Frames that carry data: not those of management or control, nor those without a body. */
const isDataKind = (kind: number): boolean => (kind & 0x0f) === 0x08 && (kind & 0x40) === 0

const PROTECTED = 0x40
const ORDER = 0x80
const SEVERAL = 0x80

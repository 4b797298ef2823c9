// A call as pcapng blocks: packets on an interface of link type 252, one interface per program.
import {
  interfaceBlock,
  LINK_UPPER_PDU,
  MAX_PACKET_LENGTH,
  MAX_UPPER_PDU_HEAD,
  packetBlock,
  sectionHeaderBlock,
  upperPduHead,
} from '@unstick/pcapng'
import { type Call, isInbound, printCallText, printResumedText } from './call.ts'
import { printSessionHeader, type SessionHeader } from './session-header.ts'

/** The section header that begins a session. Throws `BLOCK_TOO_LONG`. */
export const sessionHeaderBlock = (header: SessionHeader): Uint8Array =>
  sectionHeaderBlock({ comments: printSessionHeader(header), application: 'Unstick' })

/** The interface for one program's calls, named after the program. */
export const callInterfaceBlock = (program: string): Uint8Array =>
  interfaceBlock({ linkType: LINK_UPPER_PDU, name: program, description: `socket calls of ${program}` })

/** The most bytes of a call's payload that fit into one packet with its head. */
export const MAX_CALL_PACKET = MAX_PACKET_LENGTH - MAX_UPPER_PDU_HEAD

/**
 * One whole call. The source and destination addresses follow the way of the bytes; the comment is the call's text. A
 * payload of more than `MAX_CALL_PACKET` bytes continues in more blocks right after the first, in the same returned
 * bytes, with the same time and the comment `<... recv resumed> 262068`, because no tool of Wireshark reads a longer
 * packet. Throws `NOT_AN_ADDRESS`, `NOT_A_PORT`, `TIME_OUT_OF_RANGE` and `OPTION_TOO_LONG`.
 */
export const callBlock = (interfaceId: number, call: Call): Uint8Array => {
  const { payload } = call
  if (payload.length <= MAX_CALL_PACKET) return oneBlock(interfaceId, call, printCallText(call), payload)
  const blocks: Uint8Array[] = []
  for (let offset = 0; offset < payload.length; offset += MAX_CALL_PACKET) {
    const comment = offset === 0 ? printCallText(call) : printResumedText({ name: call.name, offset })
    blocks.push(oneBlock(interfaceId, call, comment, payload.subarray(offset, offset + MAX_CALL_PACKET)))
  }
  return joined(blocks)
}

const oneBlock = (interfaceId: number, call: Call, comment: string, data: Uint8Array): Uint8Array =>
  packetBlock({
    interfaceId,
    time: call.start,
    direction: isInbound(call) ? 'inbound' : 'outbound',
    comment,
    head: headOf(call),
    data,
  })

const joined = (blocks: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(blocks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const block of blocks) {
    all.set(block, at)
    at += block.length
  }
  return all
}

interface Head {
  readonly transport: Call['transport']
  readonly source: string
  readonly destination: string
  readonly bytes: Uint8Array
  readonly next: Head | undefined
}

/** A cache by both ports: a program's calls are between few endpoints, and parsing their addresses takes time. */
const heads = new Map<number, Head>()
const MAX_HEADS = 4_096

const headOf = (call: Call): Uint8Array => {
  const { transport, local, remote } = call
  const inbound = isInbound(call)
  const source = inbound ? remote : local
  const destination = inbound ? local : remote
  const key = source.port * 65_536 + destination.port
  const first = heads.get(key)
  for (let head = first; head; head = head.next) {
    if (
      head.transport === transport &&
      head.source === source.address &&
      head.destination === destination.address
    )
      return head.bytes
  }
  const bytes = upperPduHead({ transport, source, destination })
  if (headCount === MAX_HEADS) {
    heads.clear()
    headCount = 0
  }
  headCount += 1
  heads.set(key, {
    transport,
    source: source.address,
    destination: destination.address,
    bytes,
    next: heads.get(key),
  })
  return bytes
}

let headCount = 0

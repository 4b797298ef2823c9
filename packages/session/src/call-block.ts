// A call as a pcapng block: a packet on an interface of link type 252, one interface a program.
import {
  encodeUpperPdu,
  interfaceBlock,
  LINK_UPPER_PDU,
  packetBlock,
  sectionHeaderBlock,
} from '@unstick/pcapng'
import { type Call, type CallName, printCallText } from './call.ts'
import { printSessionHeader, type SessionHeader } from './session-header.ts'

/** The section header that begins a session. */
export const sessionHeaderBlock = (header: SessionHeader): Uint8Array =>
  sectionHeaderBlock({ comment: printSessionHeader(header), application: 'Unstick' })

/** The interface on which one program's calls stand, named for the program. */
export const callInterfaceBlock = (program: string): Uint8Array =>
  interfaceBlock({ linkType: LINK_UPPER_PDU, name: program, description: `socket calls of ${program}` })

const inbound = new Set<CallName>(['recv', 'recvfrom', 'accept'])

/** One call, in full. Addresses go from where the bytes came to where they went; the comment is the call's text. */
export const callBlock = (interfaceId: number, call: Call): Uint8Array => {
  const comesIn = inbound.has(call.name)
  return packetBlock({
    interfaceId,
    time: call.start,
    direction: comesIn ? 'inbound' : 'outbound',
    comment: printCallText(call),
    data: encodeUpperPdu({
      transport: call.transport,
      source: comesIn ? call.remote : call.local,
      destination: comesIn ? call.local : call.remote,
      payload: call.payload,
    }),
  })
}

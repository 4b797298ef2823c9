// A recorded file's calls in their order, for tests that compare them with other accounts.
import { CaptureReader, decodeUpperPdu } from '@unstick/pcapng'
import { type CallText, parseCallText } from '@unstick/session'

/** A long call's payload goes on in further packets. */
const RESUMED = /^<\.\.\. \w+ resumed> \d+$/

export interface RecordedCall extends CallText {
  readonly program: string
  readonly transport: 'tcp' | 'udp'
  payload: Buffer
}

export const recordedCalls = (file: Uint8Array): RecordedCall[] => {
  const programs: string[] = []
  const calls: RecordedCall[] = []
  const reader = new CaptureReader({
    interface: (index, { name }) => {
      programs[index] = name ?? ''
    },
    packet: ({ comment, data, start, length, interfaceIndex }) => {
      const call = parseCallText(comment ?? '')
      const bytes = data.subarray(start, start + length)
      const pdu = decodeUpperPdu(bytes)
      const payload = Buffer.from(
        bytes.subarray(pdu?.payloadStart ?? 0, (pdu?.payloadStart ?? 0) + (pdu?.payloadLength ?? 0)),
      )
      const before = calls.at(-1)
      if (before && RESUMED.test(comment ?? '')) {
        before.payload = Buffer.concat([before.payload, payload])
        return
      }
      if (!call || !pdu) throw new Error(`no call: ${comment ?? ''}`)
      calls.push({ ...call, program: programs[interfaceIndex] ?? '', transport: pdu.transport, payload })
    },
  })
  reader.push(file)
  reader.end()
  if (reader.error) throw new Error(reader.error.message)
  return calls
}

// A recorded file's calls in their order, for tests that compare them with other accounts.
import { CaptureReader, decodeUpperPdu } from '@unstick/pcapng'
import { type CallText, parseCallText } from '@unstick/session'

export interface RecordedCall extends CallText {
  readonly program: string
  readonly payload: Buffer
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
      if (!call || !pdu) throw new Error(`no call: ${comment ?? ''}`)
      const payload = Buffer.from(bytes.subarray(pdu.payloadStart, pdu.payloadStart + pdu.payloadLength))
      calls.push({ ...call, program: programs[interfaceIndex] ?? '', payload })
    },
  })
  reader.push(file)
  reader.end()
  if (reader.error) throw new Error(reader.error.message)
  return calls
}

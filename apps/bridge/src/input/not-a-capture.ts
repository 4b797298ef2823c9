// Explains why bytes that no importer knows are not a capture.
import { CaptureReader } from '@unstick/pcapng'
import { type Refusal, refusal } from '../errors.ts'

/** The refusal (`NOT_A_CAPTURE`), or what the pieces throw before the first byte. */
export const notACapture = async (pieces: AsyncIterable<Uint8Array>): Promise<Refusal> => {
  const reader = new CaptureReader({ packet: () => undefined })
  for await (const piece of pieces) {
    reader.push(piece)
    if (reader.error) break
  }
  reader.end()
  return refusal('NOT_A_CAPTURE', reader.error?.message ?? '')
}

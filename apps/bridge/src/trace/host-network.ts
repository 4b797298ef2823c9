// This machine's own network, for programs that were given no other: its packets are recorded where dumpcap may capture. They
// come as dumpcap's own file, because their reader must choose among them.
import type { ProgramNetwork } from '../network/program-network.ts'
import type { WantedPackets } from './messages.ts'
import { CaptureUnavailable, HostCapture } from './host-capture.ts'

export const hostNetwork = async (packets: WantedPackets): Promise<ProgramNetwork> => {
  if (!packets) return uncaptured('No packets are recorded, as --no-packets says, so segments are not shown.')
  try {
    return captured(await HostCapture.start(packets.exceptPort))
  } catch (error) {
    if (!(error instanceof CaptureUnavailable)) throw error
    return uncaptured(
      `No packets are recorded, so segments are not shown: ${error.message} Or --private gives the programs a network where packets are recorded.`,
    )
  }
}

const captured = (capture: HostCapture): ProgramNetwork => {
  let recording: Promise<void> | undefined
  return {
    interfaces: capture.interfaces.map(({ linkType, name = '', description }) => ({
      linkType,
      name,
      description: description ?? `this machine's ${name}`,
    })),
    wire: capture.id,
    notes: [],
    run: (_, action) => action(),
    begin: (_, take, room) => {
      recording = capture.record(take, room)
      return Promise.resolve()
    },
    end: async () => {
      const note = await capture.end()
      await recording
      return { overrun: 0, unrecorded: 0, ...(note !== undefined && { note }) }
    },
  }
}

const uncaptured = (note: string): ProgramNetwork => ({
  interfaces: [],
  wire: undefined,
  notes: [note],
  run: (_, action) => action(),
  begin: () => Promise.resolve(),
  end: () => Promise.resolve({ overrun: 0, unrecorded: 0 }),
})

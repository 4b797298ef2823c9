// What an open session holds and what was left out of it, counted in the worker.
import type { Session } from '@unstick/session'

export interface SessionFacts {
  /** Bytes of the file, and how many of them were completely read. */
  readonly size: number
  readonly read: number
  readonly packets: number
  readonly streams: number
  readonly tcp: number
  readonly udp: number
  readonly sends: number
  /** Captured TCP segments and UDP datagrams. */
  readonly segments: number
  readonly datagrams: number
  readonly recvs: number
  /** Nanoseconds from the first record to the last. */
  readonly span: number
  /** Packets that the capture cut short. */
  readonly cutPackets: number
  /** Packets taken out of tunnels, by the tunnel's kind. */
  readonly unpacked: Readonly<Partial<Record<string, number>>>
  /** Packets left out, by reason. */
  readonly leftOut: Readonly<Partial<Record<string, number>>>
  readonly refusedBlocks: number
  readonly firstRefused: string | undefined
  readonly repeated: number
  /** Segments that repeat bytes and bring new ones. */
  readonly overlapping: number
  readonly different: number
  readonly late: number
  readonly keepAlives: number
  /** Stream bytes that no packet brought, and the number of holes. */
  readonly holes: number
  readonly missing: number
  /** Where and why reading ended early, as a sentence. */
  readonly problem: string | undefined
}

export const sessionFacts = (session: Session, size: number, trouble: string | undefined): SessionFacts => {
  const { streams, blocks } = session
  const total = (of: (stream: Session['streams'][number]) => number): number =>
    streams.reduce((sum, stream) => sum + of(stream), 0)
  const captured = (of: 'tcp' | 'udp'): number =>
    total(({ transport, segment }) => (transport === of ? segment.count : 0))
  const gaps = { holes: 0, missing: 0 }
  for (const { segment } of streams)
    for (let i = 1; i < segment.count; i += 1) {
      const gap = (segment.starts[i] as number) - (segment.ends[i - 1] as number)
      if (gap > 0) gaps.holes += 1
      gaps.missing += gap
    }
  return {
    size,
    read: session.length,
    packets: blocks.packets,
    streams: streams.length,
    tcp: streams.filter(({ transport }) => transport === 'tcp').length,
    udp: streams.filter(({ transport }) => transport === 'udp').length,
    sends: total(({ send }) => send.count),
    segments: captured('tcp'),
    datagrams: captured('udp'),
    recvs: total(({ recv }) => recv.count),
    span: session.span,
    cutPackets: blocks.cutPackets,
    unpacked: session.unpacked,
    leftOut: { ...session.leftOut },
    refusedBlocks: blocks.refused,
    firstRefused: session.passedOver?.message,
    repeated: total(({ capture }) => capture.repeated),
    overlapping: total(({ capture }) => capture.overlapping),
    different: total(({ capture }) => capture.different),
    late: total(({ capture }) => capture.late),
    keepAlives: total(({ capture }) => capture.keepAlives),
    ...gaps,
    problem: trouble ?? session.problem?.message,
  }
}

// The page's words, each explained in a sentence or two. Tooltips show them and the glossary lists them.

import { type WordKey, wordNames } from './word-names.ts'

export interface Word {
  /** The heading. The glossary is sorted and searched by it. */
  readonly name: string
  readonly says: string
}

export const words = {
  send: {
    name: wordNames.send,
    says: 'A call of send(): the program hands bytes to TCP. It returns when the kernel has taken them, not when anybody has read them.',
  },
  segment: {
    name: wordNames.segment,
    says: 'The bytes that one captured TCP packet carried. TCP decides where segments begin and end; a send need not be one segment.',
  },
  datagram: {
    name: wordNames.datagram,
    says: 'What one sendto() sends over UDP. It keeps its boundaries and never merges with another, but it can be lost, cut or late.',
  },
  recv: {
    name: wordNames.recv,
    says: 'A call of recv() that returned bytes: what was there, at most as many as its limit. A recv need not be one send.',
  },
  stream: {
    name: wordNames.stream,
    says: 'One direction of a connection: its bytes in order, counted from 0. TCP keeps their order, but not where one send ended.',
  },
  connection: {
    name: wordNames.connection,
    says: 'Two programs that can send to each other: two streams, one each way.',
  },
  lane: {
    name: wordNames.lane,
    says: 'One row of the timeline: the same bytes as sends, as segments, as recvs or as messages.',
  },
  interval: {
    name: wordNames.interval,
    says: 'One box on a lane: a send, a segment, a recv or a message, from its first byte to its last.',
  },
  ribbon: {
    name: wordNames.ribbon,
    says: 'The band between two lanes that carries the same bytes from one to the other. On the time axis its slant shows how long they took.',
  },
  seam: {
    name: wordNames.seam,
    says: 'A dashed red line: a message ends here, inside an interval. Here they stuck together.',
  },
  framing: {
    name: wordNames.framing,
    says: 'The rule by which both programs tell where a message ends: its length in front, a mark after it, or a fixed size.',
  },
  framer: {
    name: wordNames.framer,
    says: 'The part of a reader that applies a framing: it takes bytes as they come, keeps what is not complete, and gives out frames.',
  },
  frame: {
    name: wordNames.frame,
    says: 'What a framer cuts out of a stream: a message, and its header, if the framing has one.',
  },
  message: {
    name: wordNames.message,
    says: 'What a program meant to say at once: a frame without its header. TCP does not know of messages.',
  },
  header: {
    name: wordNames.header,
    says: 'The first bytes of a frame, which describe the message after them; most often they say how long it is.',
  },
  naive: {
    name: wordNames.naive,
    says: 'What a reader does that has no framing. It is right only as long as nothing sticks together or is torn.',
  },
  merge: {
    name: wordNames.merge,
    says: 'Several intervals of one lane are one on the next: two sends in one segment, or two segments in one recv.',
  },
  split: {
    name: wordNames.split,
    says: 'One interval of a lane is several on the next: a send in three segments, or a segment in two recvs.',
  },
  shortWrite: {
    name: wordNames.shortWrite,
    says: 'A send that took fewer bytes than the program gave it. The program must send the rest itself, or the bytes are lost.',
  },
  stuck: {
    name: wordNames.stuck,
    says: 'More than one message, or pieces of several, in one recv. Also called 粘包, packet sticking.',
  },
  torn: {
    name: wordNames.torn,
    says: 'A message that did not come with one recv: the rest of it came with another.',
  },
  finding: {
    name: wordNames.finding,
    says: 'A merge, a split, a short write, or a datagram that did not arrive whole and in order, and why, as far as it was measured.',
  },
  nagle: {
    name: wordNames.nagle,
    says: 'TCP keeps small sends back while earlier bytes are not yet acknowledged, and sends them together. TCP_NODELAY turns it off.',
  },
  mss: {
    name: wordNames.mss,
    says: 'Maximum segment size: the most bytes that one side is willing to take in a segment. It says so when the connection begins.',
  },
  mtu: {
    name: wordNames.mtu,
    says: 'Maximum transmission unit: the longest IP packet that the network carries, in bytes, its headers included.',
  },
  limit: {
    name: wordNames.limit,
    says: 'The number in recv(1024): the most bytes that the call may return. If fewer have arrived, it returns those.',
  },
  receiveBuffer: {
    name: wordNames.receiveBuffer,
    says: "Where the reader's kernel keeps bytes that have arrived until the program calls recv(). Bytes that lie there together can come out together.",
  },
  waits: {
    name: wordNames.waits,
    says: 'How long the reader does something else before it calls recv(). What arrives meanwhile piles up in its receive buffer.',
  },
  gap: {
    name: wordNames.gap,
    says: 'How long the sender pauses from one send to the next.',
  },
  rate: {
    name: wordNames.rate,
    says: 'How much the network carries at most, in thousands of bits a second. 0 means as fast as the machine.',
  },
  delay: { name: wordNames.delay, says: 'How long every packet is on its way, in either direction.' },
  jitter: {
    name: wordNames.jitter,
    says: 'How much the delay varies from packet to packet, up or down.',
  },
  reorder: {
    name: wordNames.reorder,
    says: 'How many of a hundred packets are held back on the wire, so that later ones arrive first.',
  },
  duplicate: {
    name: wordNames.duplicate,
    says: 'How many of a hundred packets arrive twice. TCP and UDP see both; TCP throws one away.',
  },
  seed: {
    name: wordNames.seed,
    says: 'The network makes its random choices from this number: with the same seed, the same packets are lost, held back or doubled again.',
  },
  loss: {
    name: wordNames.loss,
    says: 'How many of a hundred packets the network drops, chosen at random. TCP sends them again, UDP does not.',
  },
  encoding: {
    name: wordNames.encoding,
    says: 'How text becomes bytes. A character can be several bytes, and a recv can end between them.',
  },
  capture: {
    name: wordNames.capture,
    says: 'Packets recorded as they pass through a network device. It shows segments, and knows nothing of calls.',
  },
  privateNetwork: {
    name: wordNames.privateNetwork,
    says: "Two hosts inside this machine and a wire between them, made for one run. Packets have an ordinary size, so Nagle's algorithm and the MTU take effect.",
  },
  experiment: {
    name: wordNames.experiment,
    says: 'Small real programs that talk over real sockets on this machine, under conditions that you set.',
  },
  conditions: {
    name: wordNames.conditions,
    says: 'What an experiment runs under: what is sent, when, how much a recv may take, and the network in between.',
  },
  session: {
    name: wordNames.session,
    says: 'One recording: the calls that were made and the packets that were captured, in a pcapng file that Wireshark opens too.',
  },
  timeAxis: {
    name: wordNames.timeAxis,
    says: 'Time runs from left to right: each interval lies where it happened.',
  },
  bytesAxis: {
    name: wordNames.bytesAxis,
    says: 'The stream runs from left to right, byte by byte: the same bytes lie below each other on all lanes.',
  },
  streamBytes: {
    name: wordNames.streamBytes,
    says: 'Which bytes of the stream these are: from the first number up to the second, which is not included.',
  },
  waitedToBeRead: {
    name: wordNames.waitedToBeRead,
    says: 'How long before this recv was called the first of its bytes had been captured.',
  },
  sentBefore: {
    name: wordNames.sentBefore,
    says: 'How long before this recv was called the first of its bytes had been handed to TCP.',
  },
  took: { name: wordNames.took, says: 'How long the call lasted, until it returned.' },
  framerAfter: {
    name: wordNames.framerAfter,
    says: 'What the framer keeps after this recv: bytes of a message whose rest has not arrived.',
  },
  tcp: {
    name: wordNames.tcp,
    says: 'Carries a stream of bytes from one program to another, in order and without gaps. It does not carry messages.',
  },
  udp: {
    name: wordNames.udp,
    says: 'Carries datagrams, each on its own: boundaries stay, but a datagram can be lost or overtaken.',
  },
  truncated: {
    name: wordNames.truncated,
    says: "A datagram that was longer than the reader's limit: its end is gone for good.",
  },
  lost: {
    name: wordNames.lost,
    says: 'A datagram that was sent and that no call of its reader can return any more.',
  },
  reordered: { name: wordNames.reordered, says: 'A datagram that came after one that was sent later.' },
  refused: { name: wordNames.refused, says: 'A datagram to a port where nobody listened.' },
  unread: {
    name: wordNames.unread,
    says: 'A datagram that may still have been in the receive buffer when the recording or the socket ended.',
  },
  struct: {
    name: wordNames.struct,
    says: "Python's module that turns values into bytes and bytes into values, by a format: !I is a whole number in four bytes, the highest byte first.",
  },
} as const satisfies Readonly<Record<WordKey, Word>>

/** All words, sorted by name. */
export const glossary: readonly Word[] = Object.values<Word>(words).toSorted((a, b) =>
  a.name.localeCompare(b.name, 'en', { sensitivity: 'base' }),
)

/** The words whose name or explanation contains every part of the text. Words with a matching name come first. */
export const wordsWith = (text: string): readonly Word[] => {
  const parts = text.toLowerCase().split(/\s+/).filter(Boolean)
  const has = (text: string): boolean => parts.every((part) => text.toLowerCase().includes(part))
  const found = glossary.filter(({ name, says }) => has(`${name} ${says}`))
  return [...found.filter(({ name }) => has(name)), ...found.filter(({ name }) => !has(name))]
}

// The course: the experiments in the order in which one learns them. It begins as the tutorials on sticking packets do, and
// goes on with what such tutorials leave out.
export interface Chapter {
  readonly title: string
  readonly says: string
  /** The experiments' names, one a step. */
  readonly steps: readonly string[]
}

export const chapters: readonly Chapter[] = [
  {
    title: 'Datagrams keep their boundaries',
    says: 'UDP sends each message as a packet of its own. Begin here, to see what TCP does not do.',
    steps: ['udp-echo', 'udp-chat'],
  },
  {
    title: 'Messages stick together',
    says: 'TCP carries a stream of bytes. A reader that takes one recv for one message gets it wrong.',
    steps: ['hello-world', 'remote-command', 'udp-and-tcp'],
  },
  {
    title: 'Who joins and who cuts the bytes',
    says: 'The sender’s TCP, the network’s largest packet and the reader’s own timing: each has its part.',
    steps: ['nagle', 'late-reader', 'large-message', 'split-character'],
  },
  {
    title: 'How to get messages back',
    says: 'Two remedies that only seem to work, and the one that does: a length in front.',
    steps: ['known-sizes', 'sleep-between', 'fixed-header'],
  },
  {
    title: 'What a reader with a length still gets wrong',
    says: 'A length in front is not enough. The program must also read exactly that many bytes.',
    steps: ['header-torn', 'recv-eats-next', 'timeout-loses-part'],
  },
  {
    title: 'The sender’s side',
    says: 'A send may take less than it is given, wait, be held together, or be mixed with another.',
    steps: ['short-write', 'two-writers', 'write-write-read', 'cork'],
  },
  {
    title: 'The end of a stream',
    says: 'How one side says that it has said all, and what becomes of bytes if it does not.',
    steps: ['half-close', 'reset-loses-data'],
  },
  {
    title: 'What UDP does not promise',
    says: 'Boundaries stay, but datagrams may be cut, refused or lost, and nobody sends them again.',
    steps: ['udp-truncate', 'udp-no-listener', 'udp-overflow'],
  },
]

export interface CourseStep {
  /** Counted from 1, through all chapters. */
  readonly number: number
  readonly name: string
}

/** The steps that this bridge has experiments for. */
export const stepsOf = (experiments: readonly { readonly name: string }[]): readonly CourseStep[] =>
  chapters
    .flatMap(({ steps }) => steps)
    .filter((name) => experiments.some((each) => each.name === name))
    .map((name, k) => ({ number: k + 1, name }))

// Which word explains an interval's fact or an experiment's condition, found by its name there.
import type { WordKey } from './word-names.ts'

const facts: Readonly<Record<string, WordKey>> = {
  took: 'took',
  'waited to be read': 'waitedToBeRead',
  'sent before the call': 'sentBefore',
  'stream bytes': 'streamBytes',
  'framer after it': 'framerAfter',
}

const conditions: Readonly<Record<string, WordKey>> = {
  'Gap between the sends': 'gap',
  'Gap between them': 'gap',
  'Pause between the sends': 'gap',
  'The reader waits': 'waits',
  'recv limit': 'limit',
  'First recv limit': 'limit',
  'Second recv limit': 'limit',
  'Receive buffer (SO_RCVBUF)': 'receiveBuffer',
  "Nagle's algorithm": 'nagle',
  Encoding: 'encoding',
  MTU: 'mtu',
  'Rate (0: no limit)': 'rate',
  'Delay one way': 'delay',
  'Jitter, up or down': 'jitter',
  'Packets lost': 'loss',
  'Packets overtaken': 'reorder',
  'Packets doubled': 'duplicate',
  'Random seed': 'seed',
}

/** `name`: as the inspector writes it. */
export const factWord = (name: string): WordKey | undefined =>
  facts[name] ?? (lanes.exec(name)?.[1] as WordKey | undefined)

/** `sends inside`, `went into recvs`. */
const lanes = /^(?:went into )?(send|segment|datagram|recv|message)s(?: inside)?$/

/** `label`: as the experiment writes it. */
export const conditionWord = (label: string): WordKey | undefined => conditions[label]

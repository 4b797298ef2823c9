// Formats worth seeing once, most of them from the tutorial's last chapter.
export interface StructExample {
  readonly title: string
  readonly format: string
  readonly values: readonly string[]
  readonly says: string
}

export const structExamples: readonly StructExample[] = [
  {
    title: 'An int in memory',
    format: 'i',
    values: ['10241'],
    says: '10241 is 0x2801: the machine puts its low byte first.',
  },
  {
    title: 'An int on the wire',
    format: '!I',
    values: ['10241'],
    says: 'The same number in network order, its high byte first.',
  },
  {
    title: 'A message header',
    format: '!IHB',
    values: ['5', '1', '255'],
    says: 'Length, kind and flags: always 7 bytes.',
  },
  {
    title: 'A fixed text',
    format: '4s',
    values: ['spam'],
    says: 'Cut or filled with zeros to 4 bytes.',
  },
  {
    title: 'Aligned',
    format: '@hhl',
    values: ['1', '2', '3'],
    says: 'The C compiler aligns the long: 4 bytes of padding.',
  },
  {
    title: 'Not aligned',
    format: '<hhl',
    values: ['1', '2', '3'],
    says: 'Standard sizes: no padding, and a long has 4 bytes.',
  },
  {
    title: 'Out of range',
    format: '!B',
    values: ['256'],
    says: 'Python refuses what does not fit, in these words.',
  },
]

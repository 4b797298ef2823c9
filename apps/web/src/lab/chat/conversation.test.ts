import { expect, test } from 'vitest'
import { conversationsOf } from './conversation.ts'

test('each program has its own lines, and the server’s lines name the program that sent from the address', () => {
  const printed = [
    { program: 'ann', text: 'me: hello: you\n' },
    { program: 'server', text: "from ('127.0.0.1', 5001): hello: you\n" },
    { program: 'server', text: 'me: welcome\n' },
    { program: 'ann', text: 'server: welcome\n' },
  ]
  const senders = [{ program: 'ann', at: { address: '127.0.0.1', port: 5001 } }]
  expect(conversationsOf(['server', 'ann', 'bob'], { printed, senders })).toEqual([
    {
      program: 'server',
      lines: [
        { who: 'ann', text: 'hello: you' },
        { who: 'me', text: 'welcome' },
      ],
      turn: 'theirs',
    },
    {
      program: 'ann',
      lines: [
        { who: 'me', text: 'hello: you' },
        { who: 'server', text: 'welcome' },
      ],
      turn: 'mine',
    },
    { program: 'bob', lines: [], turn: 'mine' },
  ])
})

test('a client waits after it spoke, and a server waits until somebody speaks to it', () => {
  const printed = [{ program: 'ann', text: 'me: hello\n' }]
  expect(conversationsOf(['server', 'ann'], { printed, senders: [] }).map(({ turn }) => turn)).toEqual([
    'theirs',
    'theirs',
  ])
})

test('an unknown address stays an address, and last words belong to nobody', () => {
  const printed = [
    { program: 'server', text: "from ('10.0.0.9', 7): x\n" },
    { program: 'server', text: 'EOFError: EOF when reading a line\n' },
  ]
  expect(conversationsOf(['server'], { printed, senders: [] })[0]?.lines).toEqual([
    { who: '10.0.0.9:7', text: 'x' },
    { who: undefined, text: 'EOFError: EOF when reading a line' },
  ])
})

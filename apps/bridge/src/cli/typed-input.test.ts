// Which of several programs gets a line that a person types.
import { describe, expect, it } from 'vitest'
import { TypedInput } from './typed-input.ts'

const bytes = (text: string) => Buffer.from(text)
const chat = () => new TypedInput(['server.py', 'client.py', 'client.py 2'])

describe('a typed line', () => {
  it('goes to the last command if nobody asked', () => {
    expect(chat().recipientOf('hi')).toEqual({ index: 2, text: 'hi' })
  })

  it('goes to the program that asked last, once', () => {
    const typed = chat()
    typed.printed(1, bytes('Enter: '))
    typed.printed(0, bytes('message from client\nreply: '))
    expect(typed.recipientOf('hi')).toEqual({ index: 0, text: 'hi' })
    expect(typed.recipientOf('hi')).toEqual({ index: 1, text: 'hi' })
    expect(typed.recipientOf('hi')).toEqual({ index: 2, text: 'hi' })
  })

  it('does not go to a program whose line has ended since', () => {
    const typed = chat()
    typed.printed(0, bytes('reply: '))
    typed.printed(0, bytes('never mind\n'))
    expect(typed.recipientOf('hi').index).toBe(2)
  })

  it('goes to the program whose name is in front of it', () => {
    expect(chat().recipientOf('client.py: hi: there')).toEqual({ index: 1, text: 'hi: there' })
    expect(chat().recipientOf('client.py 2:hi')).toEqual({ index: 2, text: 'hi' })
    expect(chat().recipientOf('clients: hi')).toEqual({ index: 2, text: 'clients: hi' })
  })
})

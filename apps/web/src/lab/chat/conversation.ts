// What each program of a chat has sent and received, parsed from what it printed: `me: hello`, `server: welcome`,
// `from ('127.0.0.1', 50000): hello`.
import type { Talk } from '../../model/session/printed-talk.ts'

export interface Line {
  /** Who said it: `me`, a program's name, or an unknown address. Nobody if it is the program's last words. */
  readonly who: string | undefined
  readonly text: string
}

export interface Conversation {
  readonly program: string
  readonly lines: readonly Line[]
  /** Whose answer the program waits for: its own user's, or the peer's that it wrote to. */
  readonly turn: 'mine' | 'theirs'
}

/** One conversation for each of `programs`. A port belongs to the program that sent from it. */
export const conversationsOf = (programs: readonly string[], { printed, senders }: Talk): Conversation[] => {
  const names = new Map(senders.map(({ program, at }) => [`${at.address} ${at.port}`, program]))
  return programs.map((program) => {
    const lines = printed
      .filter((each) => each.program === program)
      .map(({ text }) => lineOf(text.replace(/\n$/, ''), names))
    return { program, lines, turn: turnOf(program, lines) }
  })
}

const lineOf = (text: string, names: ReadonlyMap<string, string>): Line => {
  const [, address, port, heard] = /^from \('([^']+)', (\d+)\): (.*)$/s.exec(text) ?? []
  if (address !== undefined && port !== undefined && heard !== undefined)
    return { who: names.get(`${address} ${port}`) ?? `${address}:${port}`, text: heard }
  const [, who, said] = /^(me|server): (.*)$/s.exec(text) ?? []
  return who === undefined || said === undefined ? { who: undefined, text } : { who, text: said }
}

/** A client begins and then waits for its answer. The server waits until it receives something. */
const turnOf = (program: string, lines: readonly Line[]): Conversation['turn'] => {
  const spoke = lines.at(-1)?.who === 'me'
  if (lines.length === 0) return program === 'server' ? 'theirs' : 'mine'
  return spoke ? 'theirs' : 'mine'
}

// Logs for tests, like those of a program's run: a few calls with their times in milliseconds.
import { type Call, callBlock, callInterfaceBlock, type CallName, sessionHeaderBlock } from '../src/index.ts'

const client = { address: '127.0.0.1', port: 51_076 }
const server = { address: '127.0.0.1', port: 8_080 }
/** 2026-11-22T14:30:00Z. */
export const began = 1_795_357_800_000_000_000n

/** One call: who made it, its name, arguments, result, start and duration (ms), and bytes. */
export type Step = readonly [
  program: 'client' | 'server',
  name: CallName,
  args: readonly string[],
  result: Call['result'],
  at: number,
  took: number,
  payload?: string,
]

const step = ([program, name, args, result, at, took, payload = '']: Step): Call => ({
  name,
  args,
  result,
  transport: 'tcp',
  local: program === 'client' ? client : server,
  remote: program === 'client' ? server : client,
  start: began + BigInt(at * 1e6),
  duration: BigInt(took * 1e6),
  payload: new TextEncoder().encode(payload),
})

export const logOf = (steps: readonly Step[], framing = 'none'): Uint8Array =>
  Buffer.concat([
    sessionHeaderBlock({ title: 'hello + world', experiment: 'hello-world', framing }),
    callInterfaceBlock('server'),
    callInterfaceBlock('client'),
    ...steps.map((each) => callBlock(each[0] === 'server' ? 0 : 1, step(each))),
  ])

/** Two sends, a reader that comes 200 ms late, one recv of everything, then the end of the stream. */
export const lateReader = (first: string, second: string): Step[] => [
  ['client', 'connect', [], 0, 0, 1],
  ['server', 'accept', [], 0, 0, 1],
  ['client', 'send', [String(first.length)], first.length, 2, 1, first],
  ['client', 'send', [String(second.length)], second.length, 3, 1, second],
  ['client', 'close', [], 0, 5, 0],
  ['server', 'recv', ['1024'], first.length + second.length, 203, 1, first + second],
  ['server', 'write', ['1', '21'], 21, 205, 0, "data1: b'helloworld'\n"],
  ['server', 'recv', ['1024'], 0, 206, 0],
]

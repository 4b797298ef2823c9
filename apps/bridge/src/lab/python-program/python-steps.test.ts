// Each recorded call leads to the line of the program's Python that makes it.
import type { ConditionValues } from '@unstick/api'
import { describe, expect, it } from 'vitest'
import { blocksOf } from '../../../test/lab-bench.ts'
import { type RecordedCall, recordedCalls } from '../../../test/recorded-calls.ts'
import { prepareRun } from '../prepared-run.ts'
import { pythonProgram } from './python-program.ts'

/** What a line that makes such a call contains; with framing, a function of the program makes it. */
const makes: Partial<Record<RecordedCall['name'], RegExp>> = {
  listen: /\.listen\(5\)/,
  accept: /\.accept\(\)/,
  connect: /\.connect\(/,
  send: /\.send\(/,
  sendto: /\.sendto\(/,
  recv: /= \w+\.recv\(|= recv_(message|exactly)\(/,
  recvfrom: /\.recvfrom\(/,
  setsockopt: /\.setsockopt\(/,
  getsockopt: /\.getsockopt\(/,
  bind: /\.bind\(/,
  sleep: /time\.sleep\(/,
  shutdown: /\.shutdown\(/,
  // After settimeout a recv makes both.
  poll: /= (\w+\.recv|recv_exactly)\(/,
  close: /\.close\(\)/,
  write: /^ *print\(/,
}

const runs: [string, ConditionValues, string][] = [
  ['hello-world', { wait: 5, gap: 5, nagle: false }, 'none'],
  ['hello-world', { wait: 5, limit: 3 }, 'struct:!I'],
  ['late-reader', { wait: 5 }, 'none'],
  ['late-reader', { wait: 5 }, 'line'],
  ['remote-command', { wait: 5 }, 'none'],
  ['known-sizes', {}, 'none'],
  ['fixed-header', { wait: 5 }, 'none'],
  ['split-character', {}, 'none'],
  ['udp-and-tcp', { wait: 20 }, 'none'],
  ['udp-echo', { wait: 5 }, 'none'],
  ['udp-chat', {}, 'none'],
  ['udp-overflow', { count: 40, wait: 50 }, 'none'],
  ['udp-no-listener', {}, 'none'],
  ['cork', {}, 'none'],
  ['header-torn', {}, 'none'],
  ['recv-eats-next', { wait: 5, exact: true }, 'none'],
  ['timeout-loses-part', { pause: 50, timeout: 20 }, 'none'],
  ['two-writers', { lock: true }, 'none'],
  ['short-write', { wait: 20, rest: true }, 'none'],
  ['reset-loses-data', { wait: 5 }, 'none'],
  ['half-close', { timeout: 100 }, 'none'],
  ['write-write-read', { count: 2 }, 'none'],
  ['playground', {}, 'none'],
  ['playground', { transport: 'UDP' }, 'none'],
]

describe('the step of a recorded call', () => {
  it.each(runs)(
    'is that of a line of the Python of %s under %o with framing %s',
    async (name, set, framing) => {
      const run = prepareRun(name, set, framing)
      const calls = recordedCalls(Buffer.concat(await blocksOf(run)))
      for (const { name: program } of run.programs) {
        const { text, steps } = pythonProgram(run, program)
        const lines = text.trimEnd().split('\n')
        expect(steps).toHaveLength(lines.length)
        const own = calls.filter((call) => call.program === program)
        // After a failure Python itself prints the error and closes the socket.
        const failure = own.findIndex(({ name: call, args }) => call === 'write' && args[0] === '2')
        const stepped = failure < 0 ? own : own.slice(0, failure)
        expect(stepped.length).toBeGreaterThan(1)
        for (const { name: call, step = '' } of stepped) {
          const made = lines.filter((_, index) => steps[index] === step)
          expect([call, step, made]).toEqual([call, step, [expect.stringMatching(makes[call] ?? /^$/)]])
        }
      }
    },
  )

  it('holds the begin and the duration of a sleep', async () => {
    const calls = recordedCalls(
      Buffer.concat(await blocksOf(prepareRun('hello-world', { wait: 30 }, 'none'))),
    )
    const [sleep, ...others] = calls.filter(({ name }) => name === 'sleep')
    expect([sleep?.program, sleep?.args, others]).toEqual(['server', ['0.03'], []])
    // A timer of Node's may fire a millisecond early.
    expect(Number(sleep?.duration)).toBeGreaterThan(29e6)
  })
})

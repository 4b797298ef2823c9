// `unstick guess` from the command line to its exit code, and what other commands say that were given no framing. The
// sessions and captures are the repository's own: their programs' framings are known.
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { BuiltCommand } from '../../test/built-command.ts'

const unstick = await BuiltCommand.make()
const fixture = (name: string) =>
  fileURLToPath(new URL(`../../../../packages/session/test/${name}`, import.meta.url))

/** 12 messages with a length of four bytes in front, one send each, as its `--framing` in the header says. */
const recorded = fixture('recorded/loopback.pcapng')

/** Netstrings by hand (cr.yp.to/proto/netstrings.txt). */
const netstrings = '5:hello,3:abc,0:,12:hello world!,1:x,4:ping,4:pong,2:ok,'

describe('unstick guess', () => {
  it('says of raw bytes what they look like, with reasons, and ends with 0', async () => {
    const { code, stdout, stderr } = await unstick.run(['guess', '-'], netstrings)
    expect([code, stderr]).toEqual([0, ''])
    const lines = stdout.split('\n')
    expect(lines[0]).toBe('looks like netstrings: 8 of 8 messages fit (--framing netstring)')
    expect(lines).toContain('  for: the stream ends where a message does')
  })

  it('says of a session what each port looks like, from both directions and the sends', async () => {
    const { code, stdout } = await unstick.run(['guess', recorded])
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^Port \d+, 1 connection: looks like a 4-byte length in front: 12 of 12 messages fit/,
    )
    expect(stdout).toContain('  for: 11 of 11 sends or segments begin where a message does\n')
  })

  it('--json prints one object a port, without what is for a person', async () => {
    const { stdout } = await unstick.run(['guess', recorded, '--json'])
    const [line = '', ...others] = stdout.trimEnd().split('\n')
    expect(others).toEqual([])
    const facts = JSON.parse(line) as { readonly best: string; readonly guesses: readonly object[] }
    expect(facts).toMatchObject({ connections: 1, best: 'length:u32be' })
    expect(facts.guesses[0]).toMatchObject({
      framing: 'length:u32be',
      sides: [{ side: 'client', fit: 12, of: 12 }],
    })
  })

  it('ends with 1 if nothing fits, and says so on standard output', async () => {
    const { code, stdout, stderr } = await unstick.run(['guess', '-'], new Uint8Array(3_000))
    expect([code, stderr]).toEqual([1, ''])
    expect(stdout).toBe('nothing fits: no framing explains these bytes well enough\n')
  })

  it('refuses an input without bytes, and a file that is not there', async () => {
    const empty = await unstick.run(['guess', '-'], '')
    expect([empty.code, empty.stdout]).toEqual([1, ''])
    expect(empty.stderr).toContain('(NOTHING_TO_GUESS)')
    expect((await unstick.run(['guess', '/nowhere/at/all'])).stderr).toContain('(FILE_UNREADABLE)')
  })

  it('says of UDP that no framing is needed, and ends with 0', async () => {
    const { code, stdout } = await unstick.run(['guess', fixture('fixtures/udp-real.pcap')])
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^(?:Port \d+ \(UDP\), \d+ datagrams?: each is a message, because UDP keeps boundaries, so that no framing is needed\.\n)+$/,
    )
  })

  it('takes a capture as raw bytes with --raw', async () => {
    const { stdout } = await unstick.run(['guess', '--raw', recorded])
    expect(stdout).not.toContain('Port')
  })
})

describe('without --framing', () => {
  it('frames asks for one, says what the input looks like, and frames nothing', async () => {
    const { code, stdout, stderr } = await unstick.run(['frames', '-'], netstrings)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toBe(
      'unstick: Name a framing with --framing. looks like netstrings: 8 of 8 messages fit (--framing netstring). (FRAMING_MISSING)\n',
    )
  })

  it('info adds a line for a capture, and none where a framing was given', async () => {
    const capture = fixture('recorded/loopback.pcapng')
    const framed = await unstick.run(['info', capture, '--framing', 'line'])
    expect(framed.stdout).not.toContain('looks like')
    const facts = JSON.parse((await unstick.run(['info', capture, '--json'])).stdout) as object
    expect(facts).toHaveProperty('guesses')
  })
})

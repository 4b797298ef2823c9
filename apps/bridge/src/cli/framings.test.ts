import { expect, test } from 'vitest'
import { BuiltCommand } from '../../test/built-command.ts'

const unstick = await BuiltCommand.make()

test('all kinds and protocols are listed, each with what it is', async () => {
  const { code, stdout } = await unstick.run(['framings'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^ {2}struct: +a header in the language of Python's struct$/m)
  expect(stdout).toMatch(/^ {2}dns +DNS over TCP \(RFC 1035, 4\.2\.2\)$/m)
})

test('a protocol is shown with its specification, its bytes and its framing', async () => {
  const { code, stdout } = await unstick.run(['framings', 'mllp'])
  expect(code).toBe(0)
  expect(stdout).toContain('HL7 Transport Specification: MLLP, Release 1')
  expect(stdout).toContain('| 0x0b | body | \\x1c\\r |')
  expect(stdout).toContain('Written out: delimiter:\\x1c\\r,starts=0b')
  expect(stdout).toContain('For example, what a client sends: two messages between 0b and 1c0d\n')
  expect(stdout).toMatch(/^ {2}\[20, 26\) {2}0b 4d 53 48 1c 0d$/m)
})

test('the kinds of frames that a protocol has are a list, with a paragraph for each', async () => {
  const { stdout } = await unstick.run(['framings', 'socks5'])
  expect(stdout).toMatch(
    /^ {2}1\. The client sends one frame of this kind first\.\n {5}Byte 1 of each frame \(u8\) says how many .*\n\n {2}2\. /m,
  )
  expect(stdout).toMatch(/^ {2}9\. All other frames are of this kind\.$/m)
})

test('a kind that needs an argument is shown with what it takes', async () => {
  const { stdout } = await unstick.run(['framings', 'length'])
  expect(stdout).toMatch(/^After the colon: u8 \| i8 \| u16be/m)
  expect(stdout).toMatch(/^ {2}adjust= +bytes to add to the length$/m)
  expect(stdout).toContain('For example length:u16be,at=1,header=4,adjust=1: Bytes 1 to 2 of each frame')
  expect(stdout).toContain('initialBytesToStrip')
})

test('layers are shown with the bytes of each of them', async () => {
  const { stdout } = await unstick.run(['framings', 'joined'])
  expect(stdout).toContain('in the bodies of:')
  expect((await unstick.run(['framings', 'line over http1'])).stdout).toContain('| start line and headers |')
})

test('a name that is nearly one of them is asked about', async () => {
  const { code, stderr } = await unstick.run(['framings', 'postgress'])
  expect(code).toBe(2)
  expect(stderr).toContain('There is no framing called “postgress”. Did you mean postgres?')
  expect((await unstick.run(['framings', 'nothing'])).stderr).not.toContain('Did you mean')
})

import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { BuiltCommand } from '../../test/built-command.ts'

const unstick = await BuiltCommand.make()

test('the program of a framing comes on standard output, ready to run', async () => {
  const { code, stdout } = await unstick.run(['program', 'struct:!I', '--language', 'node'])
  expect(code).toBe(0)
  const checked = spawnSync(process.execPath, ['--input-type=module', '--check'], { input: stdout })
  expect(checked.status, String(checked.stderr)).toBe(0)
})

test('a framing that has no program says why, and ends with 1', async () => {
  const { code, stdout, stderr } = await unstick.run(['program', 'redis'])
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(/library of the protocol.*FRAMING_WITHOUT_PROGRAM/)
})

test('an unknown language is wrong usage', async () => {
  const { code, stderr } = await unstick.run(['program', 'line', '--language', 'cobol'])
  expect(code).toBe(2)
  expect(stderr).toContain('python, node, go, rust, java, c')
})

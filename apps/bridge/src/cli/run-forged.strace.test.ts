// Commands come from the terminal alone: no request to the bridge of `unstick run` starts, names or stops one.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BuiltCommand, ended, waitFor } from '../../test/built-command.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { findTools } from '../tools.ts'

const hasStrace = (await findTools(process.env.PATH ?? '')).some(
  ({ name, present }) => name === 'strace' && present,
)
if (!hasStrace) console.log('strace is missing: forged requests to the bridge of a run were not tried')

const unstick = await BuiltCommand.make()
const folder = await temporaryFolder()

describe.skipIf(!hasStrace)('the bridge of unstick run', () => {
  it('takes no command from any request, and stops none', async () => {
    const made = join(folder, 'made-by-a-request')
    const options = ['--no-open', '--port', '0', '--sessions', join(folder, 'sessions')]
    const child = unstick.start(
      ['run', ...options, '--', 'sh', '-c', 'echo ready; read line; echo went on'],
      {
        UNSTICK_HOME: folder,
      },
    )
    const end = ended(child)
    const [, address = ''] = await waitFor(child.stderr, /(http:\S+)/)
    const { origin, searchParams } = new URL(address)
    const id = searchParams.get('session') ?? ''
    const commands = [`touch ${made}`]
    const body = {
      experiment: 'hello-world',
      framing: 'none',
      conditions: {},
      commands,
      command: commands,
      argv: commands,
    }
    const asks = [
      ['POST', '/api/runs', body],
      ['POST', '/api/runs', { commands }],
      [
        'POST',
        '/api/runs',
        { experiment: commands[0], framing: 'none', conditions: { commands: commands[0] } },
      ],
      ['POST', '/api/run', { commands }],
      ['POST', '/api/commands', { commands }],
      ['POST', '/api/python', body],
      ['DELETE', `/api/runs/${id}`, undefined],
      ['POST', `/api/runs/${id}/lines`, { program: 'sh', line: 'typed' }],
      ['PATCH', `/api/sessions/${id}`, { title: commands[0] }],
      ['DELETE', `/api/sessions/${id}`, undefined],
    ] as const
    const statuses: number[] = []
    for (const token of [searchParams.get('token') ?? '', 'forged', ''])
      for (const [method, path, content] of asks) {
        const answer = await fetch(`${origin}${path}`, {
          method,
          headers: {
            authorization: `Bearer ${token}`,
            ...(content && { 'content-type': 'application/json' }),
          },
          ...(content && { body: JSON.stringify(content) }),
        })
        statuses.push(answer.status)
        await answer.arrayBuffer()
      }
    // With the token, an experiment with words that it does not know may run, and its program may be shown: no more.
    expect(statuses.slice(0, 10).filter((status) => status < 300).length).toBeLessThanOrEqual(2)
    expect(statuses.slice(10).every((status) => status === 401)).toBe(true)
    expect(existsSync(made)).toBe(false)
    // The program still waits for its own input, which nobody else gave.
    child.stdin?.end('by hand\n')
    await waitFor(child.stderr, /All commands have ended/)
    child.kill('SIGINT')
    expect(await end).toMatchObject({ code: 0, stdout: 'ready\nwent on\n' })
    expect(existsSync(made)).toBe(false)
  })
})

// Programs in six languages under `unstick run`, all at once: the recording is held against what each program logged
// itself, and its segments against tshark.
import { mkdtemp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Session } from '@unstick/session'
import { beforeAll, describe, expect, it } from 'vitest'
import { BuiltCommand } from '../../test/built-command.ts'
import { isMissing, languagePrograms, startOf } from '../../test/language-programs.ts'
import { missing as missingForNetworks } from '../../test/network-bench.ts'
import { ownProgram } from '../../test/own-program.ts'
import { loggedPieces, type Pieces, recordedPieces, tsharkPieces } from '../../test/stream-log.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { findTools } from '../tools.ts'

const missing = (await findTools(process.env.PATH ?? ''))
  .filter(({ name, present }) => (name === 'strace' || name === 'tshark') && !present)
  .map(({ name }) => name)
  .concat(missingForNetworks)
if (missing.length > 0) console.log(`${missing.join(', ')} missing: programs in six languages were not run`)

const unstick = await BuiltCommand.make()
const folder = await temporaryFolder()

const programs = languagePrograms.map((program, index) => ({
  ...program,
  absent: isMissing(program),
  port: 8_100 + index,
  logs: ['server', 'client'].map((role) => join(folder, `${index}-${role}.log`)) as [string, string],
}))

describe.skipIf(missing.length > 0)('unstick run, by what the program logged and by tshark', () => {
  const file = join(folder, 'recorded.pcapng')
  const session = new Session()
  let segments: { readonly left: Pieces; readonly arrived: Pieces }

  beforeAll(async () => {
    const commands: string[] = []
    for (const program of programs.filter(({ absent }) => !absent)) {
      const { port, logs } = program
      const words = startOf(program, await mkdtemp(join(folder, 'program-')))
      commands.push(`${words} server ${port} ${logs[0]}`)
      commands.push(`${ownProgram('when-listening.sh')} ${port} ${words} client ${port} ${logs[1]}`)
    }
    const { code, stderr } = await unstick.run(['run', '--private', '--record', file, ...commands])
    expect(code, stderr).toBe(0)
    session.push(await readFile(file))
    session.end()
    segments = { left: tsharkPieces(file, 'lo, left'), arrived: tsharkPieces(file, 'lo, arrived') }
  }, 120_000)

  for (const { title, tool, absent, port, logs } of programs)
    it.skipIf(absent)(absent ? `${title} (skipped: needs ${tool})` : title, async () => {
      const log = (await Promise.all(logs.map((path) => readFile(path, 'utf8')))).join('')
      const streams = session.streams.filter(({ source, destination }) =>
        [source.port, destination.port].includes(port),
      )
      const sent = loggedPieces(log, 'send')
      expect(Object.values(sent).flat().length).toBeGreaterThan(3)
      expect(recordedPieces(streams, ({ send }) => send)).toEqual(sent)
      expect(recordedPieces(streams, ({ recv }) => recv)).toEqual(loggedPieces(log, 'recv'))

      // One lane holds what left and what arrived while both ends cut the bytes at the same places.
      const names = Object.keys(sent)
      expect(recordedPieces(streams, ({ ends }) => ends?.lanes.at(0))).toEqual(named(names, segments.left))
      expect(recordedPieces(streams, ({ ends }) => ends?.lanes.at(-1))).toEqual(
        named(names, segments.arrived),
      )
    })
})

const named = (names: readonly string[], pieces: Pieces): Pieces =>
  Object.fromEntries(names.map((name) => [name, pieces[name] ?? []]))

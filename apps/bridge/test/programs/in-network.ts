// Runs commands in a private network as a person's own programs. The first argument has the order (program-bench.ts) as
// JSON. It starts itself once more in namespaces of its own. Each command starts when the one before it has printed
// something. At the end standard output gets a line of JSON.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { interfaceBlock, LINK_ETHERNET, sectionHeaderBlock } from '@unstick/pcapng'
import { programNamespaces } from '../../src/network/program-namespaces.ts'
import { makeProgramNetwork } from '../../src/network/program-network.ts'
import { searchPath } from '../../src/tools.ts'
import type { CameOf, NetworkOrder } from '../program-bench.ts'

const [, self = '', argument = '', inside] = process.argv

if (inside === undefined) {
  const namespaces = await programNamespaces(searchPath(process.env.PATH))
  if (typeof namespaces === 'string') throw new Error(namespaces)
  const [program = '', ...words] = namespaces.start
  const again = [process.execPath, self, argument, JSON.stringify(namespaces.asPerson)]
  spawnSync(program, [...words, ...again], { stdio: 'inherit' })
} else {
  await runAll(JSON.parse(argument) as NetworkOrder, JSON.parse(inside) as string[])
  process.exit()
}

async function runAll(order: NetworkOrder, asPerson: readonly string[]): Promise<void> {
  const network = await makeProgramNetwork(order.layout, order.settings)
  const blocks = [
    sectionHeaderBlock({}),
    ...network.interfaces.map((each) => interfaceBlock({ linkType: LINK_ETHERNET, ...each })),
  ]
  const take = (block: Uint8Array) => void blocks.push(block)
  await network.begin(0, take, () => Promise.resolve())
  const printed: string[][] = []
  const ends: Promise<unknown>[] = []
  for (const [index, command] of order.commands.entries()) {
    const [program = '', ...words] = [...asPerson, ...command]
    const child = network.run(index, () => spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] }))
    const said: string[] = []
    printed.push(said)
    child.stdout.on('data', (piece: Buffer) => said.push(piece.toString()))
    const end = once(child, 'close')
    ends.push(end)
    await Promise.race([once(child.stdout, 'data'), end])
  }
  await Promise.all(ends)
  const report = await network.end()
  writeFileSync(order.file, Buffer.concat(blocks))
  const cameOf: CameOf = { printed: printed.map((said) => said.join('')), report, notes: network.notes }
  console.log(JSON.stringify(cameOf))
}

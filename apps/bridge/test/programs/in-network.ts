// Runs commands in a private network as a person's own programs. The first argument has the order below as JSON. Each
// command starts when the one before it has printed a line. At the end standard output gets one line of JSON.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { interfaceBlock, LINK_ETHERNET, sectionHeaderBlock } from '@unstick/pcapng'
import { makeProgramNetwork } from '../../src/network/program-network.ts'
import type { InNetwork, NetworkOrder } from '../program-bench.ts'

const order = JSON.parse(process.argv[2] ?? '') as NetworkOrder
const network = await makeProgramNetwork(order.layout, order.settings)
const blocks = [
  sectionHeaderBlock({}),
  ...network.interfaces.map((each) => interfaceBlock({ linkType: LINK_ETHERNET, ...each })),
]
await network.begin(
  0,
  (block) => void blocks.push(block),
  () => Promise.resolve(),
)
const printed = order.commands.map((): string[] => [])
const ends: Promise<unknown>[] = []
for (const [index, command] of order.commands.entries()) {
  const [program = '', ...args] = [...order.asPerson, ...command]
  const child = network.run(index, () => spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] }))
  ends.push(once(child, 'close'))
  const said = Promise.race([once(child.stdout, 'data'), once(child, 'close')])
  child.stdout.on('data', (piece: Buffer) => printed[index]?.push(piece.toString()))
  await said
}
await Promise.all(ends)
const report = await network.end()
writeFileSync(order.file, Buffer.concat(blocks))
console.log(
  JSON.stringify({
    printed: printed.map((pieces) => pieces.join('')),
    report,
    notes: network.notes,
  } satisfies InNetwork),
)
process.exit()

// Compares struct.pack and unpack of `!IHB`, compiled, with npm's struct packages.
import { createRequire } from 'node:module'
import { Struct } from '../src/index.ts'
import { measure } from './measure.ts'

const require = createRequire(import.meta.url)
// None of them has types; here are types for the parts in use.
const pythonStruct = require('python-struct') as Packer
const bufferpack = require('bufferpack') as Packer
const { jspack } = require('jspack') as {
  jspack: {
    Pack: (f: string, v: number[]) => number[]
    Unpack: (f: string, b: readonly number[], o: number) => number[]
  }
}

interface Packer {
  pack: (format: string, values: number[]) => Buffer
  unpack: (format: string, bytes: Buffer) => number[]
}

const CALLS = 1_000_000

/** Prints millions of calls per second. */
export async function benchStruct(rounds: number): Promise<void> {
  const header = new Struct('!IHB')
  const bytes = Buffer.from(header.pack(305419896, 4660, 18))
  const list = [...bytes]
  const times = (call: (index: number) => number) => () => {
    let sum = 0
    for (let index = 0; index < CALLS; index++) sum += call(index)
    return sum >= 0 ? CALLS : -1
  }
  const pack = [
    { name: 'Struct.pack', run: times((index) => header.pack(index, 4660, 18).length) },
    { name: 'python-struct', run: times((index) => pythonStruct.pack('!IHB', [index, 4660, 18]).length) },
    { name: 'bufferpack', run: times((index) => bufferpack.pack('!IHB', [index, 4660, 18]).length) },
    { name: 'jspack', run: times((index) => jspack.Pack('!IHB', [index, 4660, 18]).length) },
  ]
  const unpack = [
    { name: 'Struct.unpack', run: times(() => header.unpack(bytes).length) },
    { name: 'python-struct', run: times(() => pythonStruct.unpack('!IHB', bytes).length) },
    { name: 'bufferpack', run: times(() => bufferpack.unpack('!IHB', bytes).length) },
    { name: 'jspack', run: times(() => jspack.Unpack('!IHB', list, 0).length) },
  ]
  for (const [what, contenders] of [['pack !IHB', pack] as const, ['unpack !IHB', unpack] as const]) {
    console.log(`\nstruct ${what}`)
    for (const [name, seconds] of await measure(contenders, CALLS, rounds)) {
      console.log(`  ${name.padEnd(28)} ${(CALLS / seconds / 1e6).toFixed(2).padStart(8)} M/s`)
    }
  }
}

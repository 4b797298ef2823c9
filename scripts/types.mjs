// Checks types, or compiles, with TypeScript 7: `node scripts/types.mjs tsc -p tsconfig.json`. If it is not installed,
// for example because npm left out what is optional, TypeScript 6 does the same in three times the time.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const bin = (path) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url))

const hasNative = () => {
  try {
    const native = createRequire(bin('@typescript/native/package.json'))
    native.resolve('./package.json')
    native.resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`)
    return true
  } catch {
    return false
  }
}

const [program, ...options] = process.argv.slice(2)
const native = hasNative()
const words =
  program === 'svelte-check'
    ? [bin('svelte-check/bin/svelte-check'), ...(native ? ['--tsgo'] : [])]
    : [bin(native ? '@typescript/native/bin/tsc' : 'typescript/bin/tsc')]
const { status } = spawnSync(process.execPath, [...words, ...options], { stdio: 'inherit' })
process.exitCode = status ?? 1

// The folders of one test run: the programs that tests build, and what tests write. Test files share the programs, so both
// folders are removed when the last file is over.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Below the bridge's own modules, so that native ones are found from there. */
    readonly builds: string
    readonly scratch: string
  }
}

const modules = fileURLToPath(new URL('../node_modules', import.meta.url))

export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  await mkdir(modules, { recursive: true })
  const builds = await mkdtemp(join(modules, '.test-'))
  const scratch = await mkdtemp(join(tmpdir(), 'unstick-tests-'))
  provide('builds', builds)
  provide('scratch', scratch)
  return async () => {
    for (const folder of [builds, scratch]) await rm(folder, { recursive: true })
  }
}

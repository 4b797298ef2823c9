import { availableParallelism } from 'node:os'
import { defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'

// Tests run on the sources: this condition picks each package's src/index.ts and not its dist.
export default defineConfig({
  resolve: { conditions: ['unstick-source', ...defaultServerConditions] },
  ssr: { resolve: { conditions: ['unstick-source', ...defaultServerConditions] } },
  test: {
    include: ['packages/*/{src,test}/**/*.test.ts', 'apps/*/{src,test}/**/*.test.ts', 'scripts/*.test.mjs'],
    globalSetup: 'apps/bridge/test/run-folders.ts',
    // Generous, for slow machines: no test measures time by these. A poll would otherwise end after one second.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    // No module keeps state that a second file would see, and a new process per file takes half of the time.
    isolate: false,
    // Even with two processors, of which vitest would keep one free: many tests wait for programs.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
})

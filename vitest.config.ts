import { availableParallelism } from 'node:os'
import { defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'

// Tests run on the sources: the condition picks each package's src/index.ts instead of its dist.
export default defineConfig({
  resolve: { conditions: ['unstick-source', ...defaultServerConditions] },
  ssr: { resolve: { conditions: ['unstick-source', ...defaultServerConditions] } },
  test: {
    include: ['packages/*/{src,test}/**/*.test.ts', 'apps/*/{src,test}/**/*.test.ts'],
    testTimeout: 30_000,
    // No module keeps anything that a second file would see, and a fresh process a file is half of the time.
    isolate: false,
    // Also where there are two processors, of which vitest would keep one for itself: many tests wait for programs.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
})

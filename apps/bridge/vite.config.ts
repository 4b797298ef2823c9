import { defaultServerConditions, defineConfig } from 'vite'

const conditions = ['unstick-source', ...defaultServerConditions]

// Bundles the bridge and everything it needs from the sources into few files, because reading and compiling its packages'
// files one by one takes more than half of its start. Native modules stay outside.
export default defineConfig({
  resolve: { conditions },
  ssr: { noExternal: true, external: ['koffi'], resolve: { conditions } },
  build: {
    ssr: true,
    target: 'node20',
    rolldownOptions: {
      input: {
        main: 'src/main.ts',
        helper: 'src/network/helper.ts',
        wire: 'src/wire/program.ts',
        runner: 'src/trace/runner.ts',
        'counting-thread': 'src/counting/counting-thread.ts',
        'export-thread': 'src/export/export-thread.ts',
      },
    },
    outDir: 'dist',
    emptyOutDir: true,
    assetsDir: '',
    // Anybody who meets a fault reads stack traces, so they must name the sources.
    minify: false,
  },
})

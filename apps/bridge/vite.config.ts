import { defaultServerConditions, defineConfig } from 'vite'

const conditions = ['unstick-source', ...defaultServerConditions]

// The bridge and all that it needs, from the sources, in few files: read and compiled one by one, its packages' files
// are more than half of its start. What is compiled for a machine stays outside.
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
        'counting-thread': 'src/counting/counting-thread.ts',
      },
    },
    outDir: 'dist',
    emptyOutDir: true,
    assetsDir: '',
    // Stack traces are read by whoever meets a fault.
    minify: false,
  },
})

import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defaultClientConditions, defineConfig } from 'vite'
import { oneFile } from './build/one-file.ts'

// The viewer that an exported HTML file carries: the same page as one file with everything inside, the worker too.
/** It opens no other file than itself, so what turns files into blocks is never loaded. */
const importers = [/formats\/src\/importers\/[a-z]+-blocks\.ts$/]

export default defineConfig({
  plugins: [svelte(), oneFile()],
  resolve: { conditions: ['unstick-source', ...defaultClientConditions] },
  // A classic worker: older browsers refuse a module worker from a blob.
  worker: { format: 'iife', rolldownOptions: { external: importers } },
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: () => true,
    cssCodeSplit: false,
    rolldownOptions: { external: importers, input: 'viewer.html', output: { codeSplitting: false } },
  },
})

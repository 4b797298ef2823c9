import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defaultClientConditions, defineConfig } from 'vite'
import { neverInViewer, neverInViewerWorker } from './build/never-loaded.ts'
import { oneFile } from './build/one-file.ts'

// The viewer that an exported HTML file carries: the same page as one file with everything inside, the worker too. What
// it never loads is left out.
export default defineConfig({
  plugins: [svelte(), oneFile()],
  resolve: { conditions: ['unstick-source', ...defaultClientConditions] },
  // A classic worker: older browsers refuse a module worker from a blob.
  worker: { format: 'iife', rolldownOptions: { external: neverInViewerWorker } },
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: () => true,
    cssCodeSplit: false,
    rolldownOptions: {
      external: neverInViewer,
      input: 'viewer.html',
      output: { codeSplitting: false },
    },
  },
})

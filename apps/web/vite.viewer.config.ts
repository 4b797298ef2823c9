import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defaultClientConditions, defineConfig } from 'vite'
import { oneFile } from './build/one-file.ts'

/** What turns files into blocks: the viewer opens no other file than its own. */
const importing = /formats\/src\/importers\/[a-z]+-blocks\.ts$/
/** What of the page is about the bridge's sessions, or only listed here because the worker writes the exports. */
const notInViewer = [
  importing,
  /formats\/src\/exporters\/[a-z]+-pieces\.ts$/,
  /\/sessions\/(add-file\.ts|SessionsPanel\.svelte)$/,
  /\/bridge\/import-file\.ts$/,
]
/** An exported page does not export pages. */
const notInWorker = [importing, /html-pieces\.ts$/]

// The viewer that an exported HTML file carries: the same page as one file with everything inside, the worker too. What
// it never loads is left out.
export default defineConfig({
  plugins: [svelte(), oneFile()],
  resolve: { conditions: ['unstick-source', ...defaultClientConditions] },
  // A classic worker: older browsers refuse a module worker from a blob.
  worker: { format: 'iife', rolldownOptions: { external: notInWorker } },
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: () => true,
    cssCodeSplit: false,
    rolldownOptions: {
      external: notInViewer,
      input: 'viewer.html',
      output: { codeSplitting: false },
    },
  },
})

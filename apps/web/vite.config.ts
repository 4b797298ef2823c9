import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defaultClientConditions, defineConfig } from 'vite'
import { neverInPage, neverInWorker } from './build/never-loaded.ts'

// The page is built from the packages' sources and served by the bridge under a strict CSP: no inline script.
export default defineConfig({
  plugins: [svelte()],
  resolve: { conditions: ['unstick-source', ...defaultClientConditions] },
  worker: { format: 'es', rolldownOptions: { external: neverInWorker } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // What the first load needs comes in one file: packed together it is smaller, and one request fetches it.
    rolldownOptions: {
      external: neverInPage,
      output: { codeSplitting: { groups: [{ name: 'page', tags: ['$initial'] }] } },
    },
  },
})

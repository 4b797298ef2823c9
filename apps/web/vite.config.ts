import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defaultClientConditions, defineConfig } from 'vite'

// The page is built from the packages' sources and served by the bridge under a strict CSP: no inline script.
export default defineConfig({
  plugins: [svelte()],
  resolve: { conditions: ['unstick-source', ...defaultClientConditions] },
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // What the first load needs comes in one file: packed together it is smaller, and one request fetches it.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'page', tags: ['$initial'] }] } } },
  },
})

// Makes one HTML file of a build. It contains the script, packed, and styles, and its own policy allows nothing else.
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

export const oneFile = (): Plugin => ({
  name: 'unstick-one-file',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const files = Object.values(bundle)
    const html = files.find(({ fileName }) => fileName.endsWith('.html'))
    const script = files.find((file) => file.type === 'chunk')
    const styles = files.filter(({ fileName }) => fileName.endsWith('.css'))
    const pictures = files.filter(({ fileName }) => fileName.endsWith('.svg'))
    const known = 2 + styles.length + pictures.length
    if (html?.type !== 'asset' || !script || known !== files.length)
      return this.error(`not one page with one script: ${files.map(({ fileName }) => fileName).join(', ')}`)
    // The file already contains what Vite would preload for a part of the page.
    const code = script.code.replaceAll('__VITE_PRELOAD__', '[]')
    const css = styles.map(textOf).join('\n')
    const head = [
      `<meta http-equiv="content-security-policy" content="${policy([UNPACK, code])}" />`,
      `<style>${css}</style>`,
      `<script type="application/gzip" id="packed-script">${gzipSync(code, { level: 9 }).toString('base64')}</script>`,
      `<script type="module">${UNPACK}</script>`,
    ].join('\n    ')
    const page = pictures.reduce(
      (text, picture) => text.replaceAll(`/${picture.fileName}`, svgAddress(textOf(picture))),
      textOf(html),
    )
    html.source = page
      .replaceAll(/ *<(script|link)[^>]* (src|href)="[^"]*\.(js|css)"[^>]*>(<\/script>)?\n/g, '')
      .replace('<meta charset="utf-8" />', () => `<meta charset="utf-8" />\n    ${head}`)
    for (const { fileName } of [script, ...styles, ...pictures]) Reflect.deleteProperty(bundle, fileName)
    return undefined
  },
})

/** Unpacks the page's script, which takes a third of its room, and runs it. */
const UNPACK = `const packed = document.getElementById('packed-script').textContent
const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0))
const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
const script = document.createElement('script')
script.type = 'module'
script.textContent = await new Response(stream).text()
document.head.append(script)`

/** The scripts' own hashes, not 'unsafe-inline', so that no other script runs, whatever a session contains. */
const policy = (scripts: readonly string[]): string =>
  [
    "default-src 'none'",
    `script-src ${scripts.map((code) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`).join(' ')}`,
    'worker-src blob:',
    // Svelte writes `style:` directives as style attributes, and only this allows them.
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

const svgAddress = (svg: string): string => `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`

const textOf = (file: Rolldown.OutputAsset | Rolldown.OutputChunk): string => {
  if (file.type === 'chunk') return file.code
  return typeof file.source === 'string' ? file.source : new TextDecoder().decode(file.source)
}

// Makes one HTML file of a build: script and styles stand in it, and its own policy allows nothing but them.
import { createHash } from 'node:crypto'
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
    // What Vite would load before a part of the page stands in the file already.
    const code = inScript(script.code.replaceAll('__VITE_PRELOAD__', '[]'))
    const css = styles.map(textOf).join('\n')
    const head = [
      `<meta http-equiv="content-security-policy" content="${policy(code)}" />`,
      `<style>${css}</style>`,
      `<script type="module">${code}</script>`,
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

/** The script's own hash instead of 'unsafe-inline': no other script in the file runs, whatever a session holds. */
const policy = (code: string): string =>
  [
    "default-src 'none'",
    `script-src 'sha256-${createHash('sha256').update(code).digest('base64')}'`,
    'worker-src blob:',
    // Svelte writes `style:` directives as style attributes, which nothing else allows.
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

/** What would end or nest a script element stands in texts only, where its `<` may be written so. */
const inScript = (code: string): string => code.replaceAll(/<(?=\/?script|!--)/gi, String.raw`\x3C`)

const svgAddress = (svg: string): string => `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`

const textOf = (file: Rolldown.OutputAsset | Rolldown.OutputChunk): string => {
  if (file.type === 'chunk') return file.code
  return typeof file.source === 'string' ? file.source : new TextDecoder().decode(file.source)
}

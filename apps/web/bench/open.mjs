// Measures the time from drop to a drawn timeline, for a capture of a million small packets on 1,000 connections
// (100 MB), in the built page in a real browser. Prints when the first picture and the complete one appeared, and how
// long the page was blocked at most. Run `npm run build` first.
/* global window, document, DataTransfer, DragEvent, requestAnimationFrame -- the page's, where `evaluate` runs */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { captureFile, smallPackets } from '../../../packages/session/bench/captures.ts'
import { launchOptions } from '../../../scripts/browser.mjs'

const RUNS = Number(process.env.BENCH_RUNS ?? 3)
const path = captureFile(smallPackets)
const home = mkdtempSync(join(tmpdir(), 'unstick-bench-page-'))
const program = fileURLToPath(new URL('../../bridge/bin/unstick.js', import.meta.url))
const bridge = spawn(
  process.execPath,
  [program, '--no-open', '--port', '0', '--sessions', join(home, 'sessions')],
  { env: { ...process.env, UNSTICK_HOME: home }, stdio: ['ignore', 'pipe', 'ignore'] },
)
const address = await new Promise((resolve) => {
  createInterface({ input: bridge.stdout }).once('line', resolve)
})
const browser = await chromium.launch(launchOptions())

const measure = async () => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(address)
  await page.getByRole('button', { name: /^Run/ }).last().waitFor()
  await page.evaluate(() => {
    window.stuck = []
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) window.stuck.push([startTime, duration])
    }).observe({ type: 'longtask' })
    document.querySelector('input[type=file]')?.remove()
    const input = document.createElement('input')
    input.type = 'file'
    input.id = 'bench'
    document.body.append(input)
  })
  // A real file on disk, as a drop provides it; then the drop itself.
  await page.locator('#bench').setInputFiles(path)
  const result = await page.evaluate(async () => {
    const counts = () => document.querySelector('[aria-label=Counts]')?.textContent ?? ''
    const data = new DataTransfer()
    data.items.add(document.querySelector('#bench').files[0])
    const begun = performance.now()
    document.body.dispatchEvent(
      new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
    )
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    let first
    // The shown stream has a thousand segments when all of it is read.
    for (;;) {
      await frame()
      if (first === undefined && /[1-9][\d,]* segments?/.test(counts())) first = performance.now() - begun
      if (counts().includes('1,000 segments')) break
      if (performance.now() - begun > 120_000) throw new Error(`not drawn: ${counts()}`)
    }
    await frame()
    const drawn = performance.now() - begun
    while (document.querySelector('[aria-label="Opening a file"]')) await frame()
    const stored = performance.now() - begun
    const stuck = window.stuck.filter(([at]) => at >= begun).map(([, duration]) => duration)
    return { first, drawn, stored, stuck: Math.max(0, ...stuck) }
  })
  await page.close()
  return result
}

console.log(
  `\nthe page, ${smallPackets.packets} packets over ${smallPackets.connections} connections dropped on it`,
)
for (let run = 0; run < RUNS; run += 1) {
  const { first, drawn, stored, stuck } = await measure()
  console.log(
    `  first picture ${first.toFixed(0)} ms, all drawn ${drawn.toFixed(0)} ms, stored ${stored.toFixed(0)} ms, stuck for at most ${stuck.toFixed(0)} ms`,
  )
}
await browser.close()
bridge.kill()
rmSync(home, { recursive: true, force: true })

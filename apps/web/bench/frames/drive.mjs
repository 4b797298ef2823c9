// Opens a session in the built page as a person does, and moves over it with a real mouse on both axes, from the whole
// session down to single messages and back.
/* global window -- the page's, where `evaluate` runs */
import { readFileSync } from 'node:fs'
import { installMeter, watchBytes } from './meter.mjs'
import { median } from './quantiles.mjs'

/** Wheel steps between two levels, and the number of levels between the whole session and single messages. */
const STEPS = 12
const LEVELS = 7
const WHEEL = 140
/** A drag: the number of moves there and back, and the pixels of each. */
const MOVES = 20
const STRIDE = 12
/** Milliseconds of a replay that are measured. */
const REPLAYED = 4_000
/** How many intervals are hovered, pixels between the heights at which they are looked for, milliseconds on each. */
const HOVERS = 24
const HOVER_STEP = 8
const HOVERED = 60

const boxOf = (page) =>
  page
    .getByRole('application', { name: /^Timeline/ })
    .first()
    .boundingBox()

/** Zooms from the whole session to single messages and back, with drags at each level; gives the frames' times. */
export const driveOver = async (page) => {
  const { mouse } = page
  const box = await boxOf(page)
  const x = box.x + box.width * 0.55
  const y = box.y + box.height * 0.5
  await mouse.move(x, y)
  const frames = []
  const measured = async (act) => {
    await page.evaluate(() => window.meter.start())
    await act()
    frames.push(...(await page.evaluate(() => window.meter.stop())))
  }
  for (let level = 0; level < LEVELS; level += 1) {
    await measured(async () => {
      for (let step = 0; step < STEPS; step += 1) await mouse.wheel(0, -WHEEL)
    })
    await measured(async () => {
      await mouse.down()
      for (let move = 1; move <= 2 * MOVES; move += 1)
        await mouse.move(x - STRIDE * (move <= MOVES ? move : 2 * MOVES - move), y)
      await mouse.up()
    })
  }
  await measured(async () => {
    for (let step = 0; step < LEVELS * STEPS; step += 1) await mouse.wheel(0, WHEEL)
  })
  return frames
}

export class Session {
  constructor(browser, page) {
    this.browser = browser
    this.page = page
  }

  /** `least`: the minimum number of intervals of the shown stream after all of it is read. */
  static async open(browser, address, session, framing, least) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.addInitScript(installMeter)
    const place = new URL(address)
    place.searchParams.set('session', session)
    place.searchParams.set('framing', framing)
    place.searchParams.set('axis', 'bytes')
    const begun = page.waitForEvent('worker')
    await page.goto(place.href)
    await (await begun).evaluate(watchBytes)
    await page.evaluate(() => window.meter.go())
    const opened = new Session(browser, page)
    await opened.#settled(least)
    return opened
  }

  /** Waits until the whole session is read and drawn, and nothing moves any more. */
  async #settled(least) {
    await this.page.waitForFunction((count) => window.meter?.layouts.at(-1)?.intervals >= count, least, {
      timeout: 120_000,
      // Polling per frame would take the processor from the page, because the frame rate is not limited.
      polling: 100,
    })
    let before
    for (let still = 0; still < 5;) {
      await this.page.waitForTimeout(300)
      const intervals = await this.page.evaluate(() => window.meter.layouts.at(-1).intervals)
      // The shown stream may be complete long before the others are read.
      const now = `${intervals} ${await this.#lastBytes()}`
      still = now === before ? still + 1 : 0
      before = now
      this.intervals = intervals
    }
  }

  /** When the last bytes arrived, in milliseconds since 1970. */
  async #lastBytes() {
    const times = await Promise.all(
      this.page.workers().map((worker) => worker.evaluate(() => globalThis.lastBytes)),
    )
    return Math.max(...times.filter((time) => time !== undefined))
  }

  /** Milliseconds from the last bytes read until the whole picture is laid out and drawn. */
  async firstPicture() {
    const bytes = await this.#lastBytes()
    const layouts = await this.page.evaluate(() => window.meter.layouts)
    const whole = layouts.find(({ at, intervals }) => at >= bytes && intervals === this.intervals)
    return { laidOut: whole.at - bytes, drawn: whole.drawn - bytes }
  }

  /** Milliseconds until the picture on that axis was drawn; `undefined` if the axis is already chosen. */
  async setAxis(axis) {
    const { page } = this
    const choice = page.getByRole('radio', { name: axis, exact: true }).first()
    if (await choice.isChecked()) return undefined
    const took = await this.#drawnAfter(() => choice.check())
    // Waits until nothing moves.
    await page.waitForTimeout(400)
    return took
  }

  /** Milliseconds until another connection of the list is drawn; the median of several. */
  async otherConnection() {
    const { page } = this
    await page.keyboard.press('c')
    const rows = page.getByRole('grid', { name: 'Connections' }).getByRole('row')
    const times = []
    for (const row of [3, 6, 9, 5, 8]) times.push(await this.#drawnAfter(() => rows.nth(row).click()))
    await page.keyboard.press('c')
    return median(times)
  }

  /** Milliseconds from the start of `act` until a later layout is on the canvas. */
  async #drawnAfter(act) {
    const { page } = this
    const since = await page.evaluate(() => window.performance.timeOrigin + window.performance.now())
    await act()
    const drawn = await page.waitForFunction(
      (begun) => window.meter.layouts.find(({ at, drawn }) => at > begun && drawn)?.drawn,
      since,
      { polling: 50 },
    )
    return (await drawn.jsonValue()) - since
  }

  /** Moves over one axis; gives the times of all frames that were drawn. */
  async drive(axis) {
    await this.setAxis(axis)
    return driveOver(this.page)
  }

  /** The times of a replay's frames, at the pace slow enough to see everything. */
  async replay() {
    await this.page.evaluate(() => window.meter.start())
    await this.page.keyboard.press(' ')
    await this.page.waitForTimeout(REPLAYED)
    await this.page.keyboard.press(' ')
    return this.page.evaluate(() => window.meter.stop())
  }

  /** Milliseconds and frames from the pointer's arrival on an interval to the words about it; the median of several. */
  async hover() {
    const { page } = this
    const box = await boxOf(page)
    const places = await this.#hoverPlaces(box)
    await page.evaluate(() => {
      window.meter.hovers = []
      window.meter.start()
    })
    for (const place of places) {
      // First away from all intervals, so that the card of the one before is gone.
      await this.#pointAtNothing(box)
      await this.#pointAt(place)
    }
    const hovers = await page.evaluate(() => {
      window.meter.stop()
      return window.meter.hovers
    })
    await this.#pointAtNothing(box)
    return {
      count: hovers.length,
      milliseconds: median(hovers.map(([milliseconds]) => milliseconds)),
      frames: median(hovers.map(([, frames]) => frames)),
    }
  }

  /** Places with an interval below the pointer, found by pointing: where a card appears, there is one. */
  async #hoverPlaces(box) {
    const { page } = this
    const places = []
    for (let y = box.y + HOVER_STEP; y < box.y + box.height; y += HOVER_STEP)
      for (const part of [0.3, 0.5, 0.7]) {
        if (places.length === HOVERS) return places
        const place = { x: box.x + box.width * part, y }
        await this.#pointAtNothing(box)
        await this.#pointAt(place)
        if ((await page.locator('.hover').count()) > 0) places.push(place)
      }
    return places
  }

  async #pointAt({ x, y }) {
    await this.page.mouse.move(x, y)
    await this.page.waitForTimeout(HOVERED)
  }

  async #pointAtNothing({ x, y }) {
    await this.#pointAt({ x: x + 5, y: y + 5 })
  }

  /** The renderer process: its main thread's processor time so far, and its current and peak memory. */
  async process() {
    const devtools = await this.browser.newBrowserCDPSession()
    const { processInfo } = await devtools.send('SystemInfo.getProcessInfo')
    await devtools.detach()
    const all = processInfo
      .filter(({ type }) => type === 'renderer')
      .map(({ id }) => {
        const status = readFileSync(`/proc/${id}/status`, 'utf8')
        const kilobytes = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024
        const [ran] = readFileSync(`/proc/${id}/task/${id}/schedstat`, 'utf8').split(' ')
        return { memory: kilobytes('VmRSS'), most: kilobytes('VmHWM'), ran: Number(ran) / 1e6 }
      })
    return all.sort((a, b) => b.memory - a.memory)[0]
  }

  async heap() {
    return (await this.page.evaluate(() => performance.memory?.usedJSHeapSize ?? NaN)) / 1e6
  }
}

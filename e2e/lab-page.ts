// What a person does and reads in the page, in the page's own words.
import type { Locator, Page } from '@playwright/test'
import { expect } from './bridge.ts'

export class LabPage {
  constructor(readonly page: Page) {}

  /** Presses Run (or Run again) and waits until the session is over. */
  async run(): Promise<void> {
    const before = this.session
    await this.page
      .getByRole('button', { name: /^(Run|Run again|Just run(, without a guess)?)$/ })
      .last()
      .click()
    await expect.poll(() => this.session).not.toBe(before)
    await expect(this.page.getByRole('button', { name: 'Run again', exact: true })).toBeEnabled()
    await this.tab('Details')
  }

  /** Opens a tab on the right; the focus stays where it is. */
  async tab(name: 'Programs' | 'Findings' | 'Details'): Promise<void> {
    await this.inspector.getByRole('tab', { name }).dispatchEvent('click')
  }

  /** Waits until the programs have printed this. */
  async prints(text: string | RegExp): Promise<void> {
    await this.tab('Programs')
    await expect(this.inspector).toContainText(text)
  }

  /** Does what an item of the ⋯ menu does. */
  async menu(item: string): Promise<void> {
    await this.page.getByRole('button', { name: 'More', exact: true }).click()
    await this.page.getByRole('menu', { name: 'More' }).getByRole('menuitem', { name: item }).click()
  }

  /** On a small page the lab is a bar: unfolds it. */
  async unfold(): Promise<void> {
    const bar = this.page.getByRole('complementary', { name: 'Lab' }).locator('.bar button')
    if ((await bar.isVisible()) && (await bar.getAttribute('aria-expanded')) === 'false') await bar.click()
  }

  /** Chooses an experiment by its title. */
  async choose(title: string): Promise<void> {
    await this.unfold()
    await this.page
      .getByRole('navigation', { name: 'Experiments' })
      .locator('.row')
      .filter({ has: this.page.locator('.title').getByText(title, { exact: true }) })
      .click()
  }

  /** Waits for these counts, and for these parts of what the programs printed. */
  async sees({ counts, printed }: { counts: readonly string[]; printed: readonly string[] }): Promise<void> {
    await expect(this.counts).toContainText([...counts])
    await this.tab('Programs')
    for (const text of printed)
      await expect(this.inspector).toContainText(text.trim(), { useInnerText: text.includes('\n') })
  }

  /** The session on screen, from the address. */
  get session(): string | null {
    return new URL(this.page.url()).searchParams.get('session')
  }

  async setFraming(mode: 'off' | 'on'): Promise<void> {
    await this.page.getByRole('radio', { name: mode, exact: true }).check()
  }

  async setAxis(axis: 'time' | 'bytes'): Promise<void> {
    await this.page.getByRole('radio', { name: axis, exact: true }).check()
  }

  async setCondition(label: string, value: string): Promise<void> {
    await this.unfold()
    await this.page.getByRole('form', { name: 'Conditions' }).getByLabel(label).fill(value)
  }

  /** Runs the chat with empty scripts. */
  async chat(): Promise<void> {
    await this.choose('UDP chat')
    for (const label of ['The server answers', 'ann says', 'bob says', 'cleo says'])
      await this.setCondition(label, '')
    await this.page.getByRole('button', { name: 'Just run, without a guess' }).click()
  }

  /** Types in the chat as one of its programs. */
  async say(program: string, text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: `Type as ${program}` }).fill(text)
    await this.page.keyboard.press('Enter')
  }

  get inspector(): Locator {
    return this.page.getByRole('complementary', { name: 'Inspector' })
  }

  get counts(): Locator {
    return this.page.getByRole('list', { name: 'Counts' }).getByRole('listitem')
  }

  get timeline(): Locator {
    return this.page.getByRole('application', { name: /^Timeline/ })
  }

  /**
   * The plot once it is drawn, because nothing can be pointed at before: its width, and a pixel of the page in it. It
   * begins 144 px right of the timeline's left edge and ends 26 px before its right edge. While everything is in view, its
   * axis is at `ruler`.
   */
  async plot(): Promise<{
    width: number
    ruler: number
    at: (part: number, y: number) => readonly [x: number, y: number]
  }> {
    await expect(this.timeline).toHaveAccessibleName(/recv/)
    await expect(this.timeline).toHaveAttribute('aria-busy', 'false')
    const box = await this.timeline.boundingBox()
    if (!box) throw new Error('no timeline')
    const width = box.width - 170
    return { width, ruler: 18, at: (part, y) => [box.x + 144 + part * width, box.y + y] }
  }

  /** Whether the run had a private network. Without one, its session says why and has no segments. */
  async isCaptured(): Promise<boolean> {
    const none = this.page.getByText('Nothing was captured')
    await expect(none.or(this.counts.filter({ hasText: /^[1-9]\d* segments?$/ })).first()).toBeVisible()
    return !(await none.first().isVisible())
  }

  /** The table's rows, as their intervals' names: `send #1`, `recv #1`. Leaves the table open. */
  async tableRows(): Promise<Locator> {
    if (!(await this.page.getByRole('main', { name: 'Table' }).isVisible())) await this.menu('As a table')
    return this.page.getByRole('table').getByRole('rowheader')
  }

  /** Canvas pixels in the colour of seams: more than none if one is drawn. */
  async seamPixels(): Promise<number> {
    return this.page
      .locator('main canvas')
      .first()
      .evaluate((canvas) => {
        if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas')
        // Read from a copy, because the browser complains about a canvas that is read again and again.
        const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
        if (!probe) throw new Error('no 2d context')
        probe.canvas.width = canvas.width
        probe.canvas.height = canvas.height
        probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--bad')
        probe.fillRect(0, 0, 1, 1)
        const [red = 0, green = 0, blue = 0] = probe.getImageData(0, 0, 1, 1).data
        // The overview at the top is left out, because it shows findings in the same colour.
        const from = Math.round(canvas.height * 0.12)
        probe.drawImage(canvas, 0, 0)
        const { data } = probe.getImageData(0, from, canvas.width, canvas.height - from)
        let count = 0
        for (let i = 0; i < data.length; i += 4) {
          if (data[i] === red && data[i + 1] === green && data[i + 2] === blue) count += 1
        }
        return count
      })
  }
}

// The address describes what is on screen. The bridge may die and come back, and two pages may show one session.
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

test('a reload brings back session, selection, axis and framing', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.setFraming('on')
  await lab.run()
  await lab.setAxis('time')
  await new LabPage(page).menu('As a table')
  await page.getByRole('table').getByRole('button', { name: 'message #2' }).click()
  await expect(lab.inspector).toContainText('message #2')
  const address = page.url()
  await page.reload()
  await expect(page.getByRole('radio', { name: 'time', exact: true })).toBeChecked()
  await expect(page.getByRole('radio', { name: 'on', exact: true })).toBeChecked()
  await expect(lab.inspector).toContainText('message #2')
  await expect(lab.counts).toContainText(['2 messages whole'])
  expect(page.url()).toBe(address)
})

test('no address on the way contains less than the one that was opened', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.setFraming('on')
  await lab.run()
  await page.addInitScript(() => {
    const written: string[] = []
    const replace = history.replaceState.bind(history)
    history.replaceState = (state, unused, url) => {
      written.push(String(url))
      replace(state, unused, url)
    }
    Object.assign(window, { written })
  })
  await page.goto(`${page.url()}&shown=2-16&range=0-9`)
  await page.reload()
  await expect(page.getByRole('region', { name: 'Measured range' })).toContainText('9 bytes')
  const written = await page.evaluate(() => (window as unknown as { written: readonly string[] }).written)
  expect(written.length).toBeGreaterThan(0)
  for (const address of written)
    for (const part of [`session=${lab.session ?? ''}`, 'framing=struct:!I', 'shown=2-16', 'range=0-9'])
      expect(address).toContain(part)
})

test('the part that is shown is in the address, and shown again', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.run()
  await lab.timeline.focus()
  // Once only: the address of the first of two could be the one that is read.
  await page.keyboard.press('+')
  await expect(page).toHaveURL(/shown=\d+-\d+/)
  const address = page.url()
  await page.reload()
  await expect(lab.counts).toContainText(['2 sends'])
  expect(page.url()).toBe(address)
  // Only a part can be panned, and it then has other bounds.
  await lab.timeline.focus()
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowRight')
  await expect(page).not.toHaveURL(address)
  await expect(page).toHaveURL(/shown=\d+-\d+/)
  await page.keyboard.press('f')
  await expect(page).not.toHaveURL(/shown=/)
})

test('a zoom right after the key for the other axis applies to that axis, before it is drawn', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.run()
  await lab.timeline.focus()
  await lab.timeline.evaluate((element) => {
    for (const key of ['a', '+']) element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  })
  await expect(page).toHaveURL(/axis=time.*shown=/)
  const [, from, to] = /shown=(-?\d+)-(-?\d+)/.exec(page.url()) ?? []
  // Milliseconds of a run. The same zoom on its ten bytes would give seven nanoseconds.
  expect(Number(to) - Number(from)).toBeGreaterThan(1e6)
})

test('the address opened in another page shows the same, and both live', async ({ page, context }) => {
  const lab = new LabPage(page)
  await lab.run()
  const second = await context.newPage()
  await second.goto(page.url())
  const other = new LabPage(second)
  await expect(other.counts).toHaveText(await lab.counts.allTextContents())
  await other.setFraming('on')
  await expect(lab.counts).toContainText(['1 recv taken for one message'])
})

test('a page that is closed during a run loses nothing: the whole session is there', async ({
  page,
  context,
  bridge,
}) => {
  const lab = new LabPage(page)
  await lab.setCondition('The reader waits', '400')
  await page.getByRole('button', { name: /^Run/ }).last().click()
  await expect.poll(() => lab.session).not.toBeNull()
  const { session } = lab
  await page.close()
  const second = await context.newPage()
  await second.goto(`${bridge.origin}/?session=${session ?? ''}`)
  await expect(new LabPage(second).counts).toContainText(['2 sends', '1 recv'])
})

test('the address of a missing session says so and offers the lab', async ({
  page,
  bridge,
  expectedErrors,
}) => {
  expectedErrors.push('Failed to load resource', 'WebSocket connection')
  await page.goto(`${bridge.origin}/?session=2020-01-01T000000.000Z-hello-world`)
  await expect(page.getByText(/no session|not found|is gone|no longer/i).first()).toBeVisible()
})

test('the bridge is killed and started again: the page says so and comes back by itself', async ({
  page,
  bridge,
  expectedErrors,
}) => {
  expectedErrors.push('WebSocket connection', 'Failed to load resource', 'ERR_CONNECTION_REFUSED')
  const lab = new LabPage(page)
  await lab.run()
  await bridge.kill()
  await expect(page.getByRole('status', { name: 'Connection' })).toContainText('server does not answer')
  await bridge.start()
  await expect(page.getByRole('status', { name: 'Connection' })).toBeEmpty()
  await lab.run()
  await expect(lab.counts).toContainText(['2 sends', '1 recv'])
})

test('without its server the page shows the command that starts it, and Run says why it cannot run', async ({
  page,
  bridge,
  expectedErrors,
}) => {
  expectedErrors.push('WebSocket connection', 'Failed to load resource', 'ERR_CONNECTION_REFUSED')
  const lab = new LabPage(page)
  await lab.run()
  await bridge.kill()
  const again = page.getByRole('button', { name: 'Run again', exact: true })
  // The button may already be disabled, and then takes no click.
  await page.keyboard.press('r')
  await expect(page.getByRole('status', { name: 'Connection' })).toContainText('npm start')
  await expect(again).toBeDisabled()
  await expect(again).toHaveAccessibleDescription(/Unstick’s server does not answer/)
  await bridge.start()
  await expect(again).toBeEnabled()
})

test('a missing session leaves the welcome on screen, and nothing to replay', async ({
  page,
  bridge,
  expectedErrors,
}) => {
  expectedErrors.push('Failed to load resource', 'WebSocket connection')
  await page.goto(`${bridge.origin}/?session=nope`)
  await expect(page.getByRole('status', { name: 'Connection' })).toContainText('nope')
  await expect(page.getByRole('heading', { name: 'Why do messages stick together?' })).toBeVisible()
  await expect(page.getByRole('application')).toHaveCount(0)
  await expect(page.getByRole('contentinfo', { name: 'Replay' })).toHaveCount(0)
  const lab = new LabPage(page)
  await lab.run()
  await expect(lab.counts).toContainText(['2 sends'])
})

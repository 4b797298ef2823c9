// Search: text that was cut over two recvs, hex, sizes and codes are found, shown and marked. Keys go through the hits, with
// the panel open and closed.
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

test('a text cut over two recvs is found, shown in the timeline and marked in the inspector', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.setCondition('recv limit', '3')
  await lab.run()
  await page.keyboard.press('/')
  const field = page.getByRole('searchbox', { name: 'Search in the bytes' })
  await expect(field).toBeFocused()
  await field.fill('hello')
  await field.press('Enter')
  const hits = page.getByRole('list', { name: 'Hits' }).getByRole('listitem')
  await expect(hits).toHaveCount(1)
  await expect(hits).toContainText('cut over 2 recvs')
  // hello in recvs of 3: its first three bytes are in the first recv.
  await expect(lab.inspector).toContainText('recv #1')
  await expect(lab.inspector.locator('.marked')).toHaveText('68 65 6c')
})

test('hex is found too; Enter goes on, Shift Enter back, and a search without a hit says so', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.run()
  await page.keyboard.press('Control+f')
  const field = page.getByRole('searchbox', { name: 'Search in the bytes' })
  await field.fill('0x6f')
  await expect(page.getByRole('region', { name: 'Panels' }).getByRole('radio', { name: 'hex' })).toBeChecked()
  await field.press('Enter')
  // The o of hello and the o of world.
  await expect(page.getByText('1 of 2', { exact: true })).toBeVisible()
  await field.press('Enter')
  await expect(page.getByText('2 of 2', { exact: true })).toBeVisible()
  await field.press('Shift+Enter')
  await expect(page.getByText('1 of 2', { exact: true })).toBeVisible()
  await field.fill('nothing like it')
  await field.press('Enter')
  await expect(page.getByText('These bytes are nowhere in this session.')).toBeVisible()
})

test('sizes are found on their lanes, framing on and off, and an invalid size gets a sentence', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.choose('A late reader')
  await lab.setFraming('on')
  await lab.run()
  await page.keyboard.press('/')
  const field = page.getByRole('searchbox', { name: 'Search in the bytes' })
  const hits = page.getByRole('list', { name: 'Hits' }).getByRole('listitem')
  await page.getByRole('radio', { name: 'length' }).check()

  await field.fill('recv many')
  await expect(
    page.getByText('“many” is not a size. Try 1448, >1000, <=3, 10..20 or recv 1024.'),
  ).toBeVisible()
  await expect(field).toHaveAccessibleDescription(/“many” is not a size/)

  // By hand: five frames of 4 + 10 bytes and one of 4 + 3,000 are 3,074 bytes: recv(1024) gives 1,024 three times, then 2.
  await field.fill('recv 1024')
  await field.press('Enter')
  await expect(hits).toHaveCount(3)
  await expect(page.getByText('1 of 3', { exact: true })).toBeVisible()
  await field.fill('message >100')
  await field.press('Enter')
  await expect(hits).toHaveCount(1)
  await expect(hits).toContainText('3,004 bytes')
  await expect(lab.inspector).toContainText('message #6')

  // Off, each recv is taken for one message: three are longer than 100 bytes.
  await lab.setFraming('off')
  await expect(hits).toHaveCount(3)
})

test('F3 and Shift F3 go through the hits round and round while the panel is closed, and report the position', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.choose('A late reader')
  await lab.run()
  const said = page.locator('p[role=status]').filter({ hasText: 'Hit' })
  // Nothing is typed yet, so the field for it opens.
  await page.keyboard.press('F3')
  const field = page.getByRole('searchbox', { name: 'Search in the bytes' })
  await expect(field).toBeFocused()
  await page.getByRole('radio', { name: 'length' }).check()
  await field.fill('send >=10')
  await field.press('Enter')
  await expect(said).toContainText('Hit 1 of 6: send #1')
  await page.getByRole('button', { name: 'Close the panel' }).click()
  await page.keyboard.press('F3')
  await expect(said).toContainText('Hit 2 of 6: send #2')
  await expect(lab.inspector).toContainText('send #2')
  await page.keyboard.press('Shift+F3')
  await page.keyboard.press('Shift+F3')
  await expect(said).toContainText('Hit 6 of 6: send #6')
  await page.getByRole('button', { name: 'Next hit' }).click()
  await expect(page.getByText('1 of 6', { exact: true })).toBeVisible()
})

test('the session’s codes are offered with their counts, and found', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.choose('A late reader')
  await lab.setFraming('on')
  await lab.run()
  await page.keyboard.press('/')
  await page.getByRole('radio', { name: 'code' }).check()
  const hits = page.getByRole('list', { name: 'Hits' }).getByRole('listitem')
  // The first recv holds five messages and a part of the sixth, which the other three complete.
  await expect(page.getByRole('button', { name: 'torn 1' })).toBeVisible()
  await page.getByRole('button', { name: 'stuck 1' }).click()
  await expect(hits).toHaveCount(1)
  await expect(hits).toContainText('6 messages stuck in one recv.')
  await expect(lab.inspector).toContainText('recv #1')
})

test('the place where the bytes do not fit the framing is found by the error’s code', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.choose('A late reader')
  await lab.run()
  await page.keyboard.press('/')
  await page.getByRole('radio', { name: 'code' }).check()
  const hits = page.getByRole('list', { name: 'Hits' }).getByRole('listitem')
  const field = page.getByRole('searchbox', { name: 'Search in the bytes' })
  await field.fill('frame_too')
  await field.press('Enter')
  await expect(page.getByText('This code is nowhere in this session.')).toBeVisible()
  // `aaaa` read as a length is far more than a frame may have.
  await lab.setFraming('on')
  await field.press('Enter')
  await expect(hits).toContainText('FRAME_TOO_LONG')
  await expect(lab.inspector).toContainText('recv #1')
})

test('an error of a call and the fate of a datagram are found by their names', async ({ page }) => {
  test.skip(process.platform !== 'linux', 'the UDP experiments make Linux’s system calls')
  const lab = new LabPage(page)
  await page.getByRole('button', { name: /^Nobody listens yet/ }).click()
  await lab.run()
  await page.keyboard.press('/')
  await page.getByRole('radio', { name: 'code' }).check()
  const field = page.getByRole('searchbox', { name: 'Search in the bytes' })
  const hits = page.getByRole('list', { name: 'Hits' }).getByRole('listitem')
  await field.fill('econnrefused')
  await field.press('Enter')
  await expect(hits).toContainText(/connected: \w+\(.*\) = -1 ECONNREFUSED/)
  await field.fill('lost')
  await field.press('Enter')
  await expect(hits).toHaveCount(1)
  await expect(lab.inspector).toContainText('Datagram 1 was lost.')
})

test('hits are only shown for the text they belong to: another text says that Enter searches, and has none yet', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.run()
  await page.keyboard.press('/')
  const panels = page.getByRole('region', { name: 'Panels' })
  const field = page.getByRole('searchbox', { name: 'Search in the bytes' })
  const hits = page.getByRole('list', { name: 'Hits' }).getByRole('listitem')
  await field.fill('l')
  await expect(panels).toContainText('Enter searches')
  await field.press('Enter')
  // By hand: two in hello, one in world.
  await expect(hits).toHaveCount(3)
  for (const another of [
    () => field.fill('zzzz'),
    () => panels.getByRole('radio', { name: 'hex' }).check(),
  ]) {
    await another()
    await expect(hits).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Next hit' })).toBeDisabled()
  }
  await expect(panels).toContainText('not understood')
  await panels.getByRole('button', { name: 'About this session' }).click()
  await expect(panels).not.toContainText('not understood')
  await panels.getByRole('button', { name: 'Search' }).click()
  await panels.getByRole('radio', { name: 'text', exact: true }).check()
  await expect(panels).toContainText('Enter searches')
  // The earlier search is still found.
  await field.fill('l')
  await expect(hits).toHaveCount(3)
})

test('F3 and Shift F3 search and step from within the field too', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.run()
  await page.keyboard.press('/')
  const field = page.getByRole('searchbox', { name: 'Search in the bytes' })
  await field.fill('l')
  await field.press('F3')
  await expect(page.getByText('1 of 3', { exact: true })).toBeVisible()
  await field.press('F3')
  await expect(page.getByText('2 of 3', { exact: true })).toBeVisible()
  await field.press('Shift+F3')
  await expect(page.getByText('1 of 3', { exact: true })).toBeVisible()
})

test('a count of codes that a search interrupted is made again', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.choose('A late reader')
  await lab.run()
  await page.keyboard.press('/')
  await page.getByRole('radio', { name: 'code' }).check()
  await expect(page.getByRole('button', { name: 'recv-limit 2' })).toBeVisible()
  const field = page.getByRole('searchbox', { name: 'Search in the bytes' })
  await field.fill('stuck')
  // Enter at the very moment when the page shows the other framing and begins to count its codes.
  await lab.counts.first().evaluate((count) => {
    const observer = new MutationObserver(() => {
      observer.disconnect()
      document
        .querySelector('#search-field')
        ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    })
    const list = count.closest('ul')
    if (list) observer.observe(list, { subtree: true, childList: true, characterData: true })
  })
  await lab.setFraming('on')
  await expect(page.getByText('This code is nowhere in this session.')).toBeVisible()
  // `aaaa` read as a length is far more than a frame may have: a code that was not there before.
  await expect(page.getByRole('button', { name: 'FRAME_TOO_LONG 1' })).toBeVisible()
})

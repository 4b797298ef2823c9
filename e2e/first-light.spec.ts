// The main path: run, see the bytes merge; switch framing on, run, see two whole messages.
import { violations } from './axe.ts'
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

test('two sends come out as one recv, with a seam and a finding that says why', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.run()
  const captured = await lab.isCaptured()
  await expect(lab.counts).toHaveText([
    '2 sends',
    captured ? '2 segments' : '0 segments',
    '1 recv',
    '1 merge',
    '0 splits',
    '1 recv taken for one message',
  ])
  await expect(lab.inspector).toContainText(`2 ${captured ? 'segments' : 'sends'} arrived in 1 recv.`)
  await expect(lab.inspector).toContainText(
    /The reader called recv\(1024\) [\d.]+ ms after the first of them (arrived|was captured|was sent)/,
  )
  await lab.prints("data1: b'helloworld'")
  await lab.prints("data2: b''")
  await expect.poll(() => lab.seamPixels()).toBeGreaterThan(20)
  await expect(await lab.tableRows()).toHaveText([
    ...(captured ? ['send #1', 'segment #1', 'send #2', 'segment #2'] : ['send #1', 'send #2']),
    'recv #1',
    'message #1',
  ])
})

test('with framing on the programs use it, and two messages come out whole', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.setFraming('on')
  await lab.run()
  await expect(lab.counts).toContainText(['2 sends', '1 recv', '2 messages whole'])
  await lab.prints("data1: b'hello'")
  await lab.prints("data2: b'world'")
  await lab.tab('Details')
  await expect(lab.inspector).toContainText('length = 5')
  await expect(await lab.tableRows()).toHaveText([
    ...((await lab.isCaptured())
      ? ['send #1', 'segment #1', 'send #2', 'segment #2']
      : ['send #1', 'send #2']),
    'recv #1',
    'message #1',
    'message #2',
  ])
})

test(
  'a framing reframes the bytes on screen without a run, and shows where they do not fit it',
  { tag: '@own-bridge' },
  async ({ page }) => {
    const lab = new LabPage(page)
    await lab.run()
    const { session } = lab
    await lab.setFraming('on')
    // "hell" read as a length is 0x68656c6c: 1,751,477,356, and the header has 4 bytes.
    await expect(
      page.getByText('The frame would be 1,751,477,360 bytes long; max= allows 16,777,216.'),
    ).toBeVisible()
    await expect(page.getByText('There is “hell” where a length should be.')).toBeVisible()
    await expect(page.getByText('The lab ran these programs with framing off.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Run again with struct:!I' })).toBeVisible()
    await page.getByRole('combobox', { name: 'Framing spec' }).fill('fixed:5')
    await page.getByRole('combobox', { name: 'Framing spec' }).press('Enter')
    await expect(lab.counts).toContainText(['2 messages whole'])
    await lab.setFraming('off')
    await expect(lab.counts).toContainText(['1 recv taken for one message'])
    expect(lab.session).toBe(session)
    await page.getByRole('button', { name: 'Sessions' }).click()
    await expect(page.getByRole('list', { name: 'Recorded sessions' }).getByRole('listitem')).toHaveCount(1)
  },
)

test('keys continue from a message that has no box in the new framing', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.setFraming('on')
  await lab.run()
  const rows = await lab.tableRows()
  await rows.getByRole('button', { name: 'message #1' }).click()
  await expect(lab.inspector).toContainText('message #1')
  await lab.menu('As a timeline')
  await page.getByRole('combobox', { name: 'Framing spec' }).fill('struct:!Q')
  await page.keyboard.press('Enter')
  await expect(lab.counts).not.toContainText(['2 messages whole'])
  await lab.timeline.focus()
  await page.keyboard.press('ArrowRight')
  await expect(lab.inspector).toContainText('send #1')
})

test('if the bytes do not fit the framing, a run that does is one press away', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.run()
  const { session } = lab
  await lab.setAxis('time')
  await lab.setFraming('on')
  const again = page.getByRole('button', { name: 'Run again with struct:!I' })
  await expect(again).toBeInViewport({ ratio: 1 })
  await again.click()
  await expect(lab.counts).toContainText(['2 messages whole'])
  expect(lab.session).not.toBe(session)
  await expect(again).toHaveCount(0)
})

test('on a small page, why the bytes do not fit is below the picture, and nothing lies over its lanes', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 700 })
  const lab = new LabPage(page)
  await lab.run()
  await lab.setAxis('time')
  await lab.setFraming('on')
  const words = page.getByRole('group', { name: 'Why the bytes do not fit' })
  await expect(words).toContainText('There is “hell” where a length should be.')
  await expect(words.getByRole('button', { name: 'Run again with struct:!I' })).toBeInViewport({ ratio: 1 })
  const [picture, below] = await Promise.all([lab.timeline.boundingBox(), words.boundingBox()])
  expect(below?.y).toBeGreaterThanOrEqual((picture?.y ?? Infinity) + (picture?.height ?? Infinity))
  // In the lane: one line of 12 pixels' type.
  const title = await lab.timeline.getByText('These bytes do not fit struct:!I.').boundingBox()
  expect(title?.height).toBeLessThan(20)
  expect(await violations(page)).toEqual([])
})

test('a framing with a wrong word changes nothing, and the word is named', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.setFraming('on')
  await lab.run()
  await page.getByRole('combobox', { name: 'Framing spec' }).fill('length:u31be')
  await page.getByRole('combobox', { name: 'Framing spec' }).press('Enter')
  await expect(page.getByText(/u31be/).first()).toBeVisible()
  await expect(lab.counts).toContainText(['2 messages whole'])
})

test('a changed condition changes what happens: a recv limit of 3 cuts the sends', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.setCondition('recv limit', '3')
  await lab.run()
  await lab.prints("data1: b'hel'")
  await expect(lab.counts).toContainText(['2 recvs'])
})

test('a text with an emoji arrives byte for byte', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.setCondition('First text', 'hi 🙂')
  await lab.run()
  await lab.prints(String.raw`data1: b'hi \xf0\x9f\x99\x82world'`)
})

test('a condition out of its range is reported before anything runs', async ({ page }) => {
  const lab = new LabPage(page)
  for (const [label, value] of [
    ['recv limit', '0'],
    ['recv limit', '1000000000'],
    ['Gap between the sends', '-1'],
  ] as const) {
    await lab.setCondition(label, value)
    await expect(
      page.getByRole('form', { name: 'Conditions' }).getByRole('alert').filter({ hasText: /\d/ }),
    ).toHaveCount(1)
    for (const button of await page.getByRole('button', { name: /^Run\b/ }).all())
      await expect(button).toBeDisabled()
    await lab.setCondition(label, '100')
  }
  expect(lab.session).toBeNull()
})

test('the axis changes between time and bytes, and the intervals stay the same', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.run()
  await lab.setAxis('time')
  await expect(page).toHaveURL(/axis=time/)
  await expect(lab.timeline).toBeVisible()
  await lab.setAxis('bytes')
  await expect(page).toHaveURL(/axis=bytes/)
  await expect(lab.counts).toContainText(['2 sends'])
})

// Search in the bytes: text that was cut over two recvs is found, shown and marked; hits are gone through by keys.
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
  // hello in recvs of 3: its first three bytes stand in the first recv.
  await expect(lab.inspector).toContainText('recv #1')
  await expect(lab.inspector.locator('.marked')).toHaveText('68 65 6c')
})

test('hex is found too; Enter goes on, Shift Enter back, and what is nowhere is said to be', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.run()
  await page.keyboard.press('Control+f')
  const field = page.getByRole('searchbox', { name: 'Search in the bytes' })
  await field.fill('0x6f')
  await expect(page.getByRole('radio', { name: 'hex' })).toBeChecked()
  await field.press('Enter')
  // The o of hello and the o of world.
  await expect(page.getByText('1 of 2')).toBeVisible()
  await field.press('Enter')
  await expect(page.getByText('2 of 2')).toBeVisible()
  await field.press('Shift+Enter')
  await expect(page.getByText('1 of 2')).toBeVisible()
  await field.fill('nothing like it')
  await field.press('Enter')
  await expect(page.getByText('These bytes are nowhere in this session.')).toBeVisible()
})

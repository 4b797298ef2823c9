// What the pointer is on is told beside it.
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

test('the card tells of what lies under the pointer, also once the view has moved beneath it; not on the way', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.run()
  const { at } = await lab.plot()
  const card = page.locator('.hover')
  await page.mouse.move(...at(0.45, 140))
  await expect(card).toContainText('send #1')
  await expect(card).toContainText('5 bytes')
  await page.mouse.wheel(0, -400)
  await expect(card).toContainText('send #1')
  // Shift and the wheel pan: three hundred pixels to the right lies the second send.
  await page.keyboard.down('Shift')
  await page.mouse.wheel(0, 300)
  await page.keyboard.up('Shift')
  await expect(card).toContainText('send #2')
  const shown = await page.evaluate(async () => {
    const seen = [document.querySelector('.hover') !== null]
    const timeline = document.querySelector('[role=application]')
    const { x = 0, y = 0 } = document.querySelector('.hover')?.getBoundingClientRect() ?? {}
    timeline?.dispatchEvent(new WheelEvent('wheel', { deltaX: -10, clientX: x, clientY: y }))
    // The page draws itself anew before anything else happens.
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
    return [...seen, document.querySelector('.hover') !== null]
  })
  expect(shown).toEqual([true, false])
  await expect(card).toContainText('send #2')
  await page.mouse.move(5, 5)
  await expect(card).toHaveCount(0)
})

// A card describes what is under the pointer.
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

test('the card describes what is under the pointer, even after the view has moved, but not during the move', async ({
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
  // Shift and the wheel pan: the second send is three hundred pixels to the right.
  await page.keyboard.down('Shift')
  await page.mouse.wheel(0, 300)
  await page.keyboard.up('Shift')
  await expect(card).toContainText('send #2')
  const shown = await page.evaluate(async () => {
    const seen = [document.querySelector('.hover') !== null]
    const timeline = document.querySelector('[role=application]')
    const { x = 0, y = 0 } = document.querySelector('.hover')?.getBoundingClientRect() ?? {}
    timeline?.dispatchEvent(new WheelEvent('wheel', { deltaX: -10, clientX: x, clientY: y }))
    // The page redraws before anything else happens.
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
    return [...seen, document.querySelector('.hover') !== null]
  })
  expect(shown).toEqual([true, false])
  await expect(card).toContainText('send #2')
  await page.mouse.move(5, 5)
  await expect(card).toHaveCount(0)
})

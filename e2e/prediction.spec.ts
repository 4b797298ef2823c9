// Predict, observe, explain: questions before a run, a comparison with it, and what the browser keeps.
import { violations } from './axe.ts'
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

test('three guesses by keyboard, a run that two of them fit, and the mark that is kept', async ({ page }) => {
  const lab = new LabPage(page)
  await page.getByRole('button', { name: 'Predict it first' }).click()
  const stage = page.getByRole('main')
  await expect(
    stage.getByRole('heading', { name: 'What do you expect each recv() to return?' }),
  ).toBeVisible()
  await expect(stage.getByLabel('The text of client.py')).toContainText("client.send(b'hello')")
  const ask = lab.inspector
  await expect(ask.getByRole('group')).toHaveCount(3)
  expect(await violations(page)).toEqual([])
  // One of the two; b'helloworld'; and wrongly: it keeps waiting.
  for (const key of ['2', '3', '3']) await page.keyboard.press(key)
  await expect(ask.getByRole('status')).toHaveText('3 of 3 answered')
  await ask.getByRole('button', { name: 'Run and compare' }).click()
  await expect(ask.getByRole('heading', { name: '2 of 3 as you said' })).toBeVisible()
  const last = ask.getByRole('region', { name: 'And data2?' })
  await expect(last).toContainText('it keeps waiting')
  await expect(last).toContainText("b''")
  await expect(last).toContainText('The client had closed')
  await expect(page.getByText('1 of', { exact: false }).first()).toContainText('predicted')
  expect(await violations(page)).toEqual([])
  await page.reload()
  await expect(
    page.getByRole('navigation', { name: 'Experiments' }).getByRole('button', { name: /hello \+ world/ }),
  ).toHaveAccessibleName(/partly right/)
})

test('the same with framing: the run itself changes the answers', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.choose('hello + world')
  await expect(lab.inspector.getByRole('group')).toHaveCount(3)
  await page.keyboard.press('2')
  await lab.inspector.getByRole('button', { name: 'Run and compare' }).click()
  await expect(lab.inspector.getByRole('heading', { name: '1 of 1 as you said' })).toBeVisible()
  await lab.inspector.getByRole('button', { name: 'Predict it with framing' }).click()
  await lab.inspector.getByRole('radio', { name: 'both' }).check()
  await lab.inspector.getByRole('button', { name: 'Run and compare' }).click()
  await expect(lab.inspector.getByRole('heading', { name: '1 of 1 as you said' })).toBeVisible()
  await expect(lab.counts).toContainText(['2 messages whole'])
})

test('Run without a guess is one press, for other programs too, and counts as run', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.choose('A large message')
  await expect(lab.inspector.getByRole('group')).toHaveCount(3)
  await lab.run()
  await expect(lab.counts).toContainText(['1 send', '5 recvs'])
  await expect(lab.inspector.getByRole('tab', { name: 'Prediction' })).toHaveCount(0)
  await expect(
    page.getByRole('navigation', { name: 'Experiments' }).getByRole('button', { name: /^A large message/ }),
  ).toHaveAccessibleName(/, run/)
})

test('the numbers of the questions stand in the code and in the picture, before and after the run', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.choose('hello + world')
  const stage = page.getByRole('main')
  const line = (text: string) => page.locator('.line').filter({ hasText: text })
  await expect(line('data1 = conn.recv(1024)')).toContainText(/question 1\s*question 2/)
  await expect(stage.locator('.row').filter({ hasText: 'message 2' })).toContainText('question 3')
  await expect(lab.inspector.getByRole('group')).toHaveCount(3)
  for (const key of ['2', '3', '3']) await page.keyboard.press(key)
  await lab.inspector.getByRole('button', { name: 'Run and compare' }).click()
  await expect(lab.inspector.getByRole('heading', { name: '2 of 3 as you said' })).toBeVisible()
  await lab.setAxis('time')
  await expect(stage.locator('.row').filter({ hasText: 'recv(1024)' }).first()).toContainText(
    /question 1\s*question 2/,
  )
  await expect(stage.locator('.row').filter({ hasText: 'message 2' })).toContainText('question 3')
  await lab.tab('Programs')
  await expect(line('data2 = conn.recv(1024)')).toContainText(/question 1\s*question 3/)
  expect(await violations(page)).toEqual([])
  // Another run was not asked about.
  await lab.run()
  await lab.setAxis('time')
  await expect(stage.locator('.row').filter({ hasText: 'message 2' })).not.toContainText('question')
})

test('guesses are compared however the run is started', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.choose('hello + world')
  await expect(lab.inspector.getByRole('group')).toHaveCount(3)
  await page.keyboard.press('2')
  await page.keyboard.press('r')
  await expect(lab.inspector.getByRole('heading', { name: '1 of 1 as you said' })).toBeVisible()
})

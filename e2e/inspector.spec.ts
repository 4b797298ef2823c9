// The inspector on real runs: the evidence of a finding, the framer's position, the body as text, copies and the link.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

const select = async (page: Page, name: string) => {
  const lab = new LabPage(page)
  await lab.menu('As a table')
  await page.getByRole('table').getByRole('button', { name, exact: true }).click()
  await lab.menu('As a timeline')
  await expect(lab.inspector.getByRole('heading', { name })).toBeVisible()
  for (const fold of ['Numbers', 'Read as…']) {
    const summary = lab.inspector.locator('details', { hasText: fold })
    if ((await summary.getAttribute('open')) === null) await summary.locator('summary').click()
  }
}

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

/** hello + world, framed, with recvs of at most seven bytes: 7 + 7 + 4. */
const runTorn = async (page: Page) => {
  const lab = new LabPage(page)
  await lab.setFraming('on')
  await lab.setCondition('recv limit', '7')
  await lab.run()
  await expect(lab.counts).toContainText(['3 recvs', '2 messages whole'])
  return lab
}

test('bytes that no recv returned are reported: two recvs of three leave four', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.setCondition('recv limit', '3')
  await lab.run()
  await expect(lab.counts).toContainText(['2 recvs', '4 bytes not read'])
  await page.getByRole('button', { name: 'Select nothing' }).click()
  await lab.tab('Findings')
  await expect(lab.inspector).toContainText(
    '4 bytes, 6 to 10, were not read: no recv in this log returned them.',
  )
})

test('many findings of a kind are one sentence with a strip and steps, and the sentence above the picture is not said again', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.choose('A late reader')
  await lab.setCondition('recv limit', '700')
  await lab.run()
  await lab.tab('Findings')
  const group = lab.inspector
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: 'The next of these' }) })
    .first()
  await expect(group.getByRole('img', { name: /Where they lie in the session/ })).toBeVisible()
  await expect(group).toContainText(/1 of \d/)
  await group.getByRole('button', { name: 'The next of these' }).press('Enter')
  await expect(group).toContainText(/2 of \d/)
  // A step selects it, and the list stays.
  await expect(page).toHaveURL(/select=\w+:\d/)
  await group.getByRole('button', { name: 'The one of these before' }).press('Enter')
  await group.getByRole('button', { name: 'The one of these before' }).press('Enter')
  await expect(group).toContainText(/(\d+) of \1(?!\d)/)
  expect(await violations(page)).toEqual([])
})

test('the details have the line of code that made the call', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.run()
  const line = lab.inspector.getByRole('group', { name: 'The line of server.py that made the call' })
  await expect(line).toHaveText(/data1 = conn\.recv\(1024\)/)
})

test('the framer’s position after each recv, and the way to it by keyboard', async ({ page }) => {
  const lab = await runTorn(page)
  await select(page, 'recv #1')
  const framer = lab.inspector.getByRole('list', { name: 'Framer after each recv' })
  await expect(framer.getByRole('listitem')).toHaveText([
    /recv #1\s+holding 7 of 9 bytes/,
    /recv #2\s+message 1 whole, holding 5 of 9 bytes/,
    /recv #3\s+message 2 whole/,
  ])
  await framer.getByRole('button', { name: /recv #2/ }).press('Enter')
  await expect(lab.inspector.getByRole('heading', { name: 'recv #2' })).toBeVisible()
  await expect(framer.getByRole('button', { name: /recv #2/ })).toBeFocused()
})

test('a finding’s evidence selects the interval it names', async ({ page }) => {
  const lab = await runTorn(page)
  await select(page, 'message #1')
  const evidence = lab.inspector.getByRole('list', { name: 'Evidence' })
  await expect(evidence.getByRole('listitem')).toHaveText([
    /recv #1\s+7\sof 7\sB\s+\+[\d.,]+ ms/,
    /recv #2\s+7\sof 7\sB, 2\shere\s+\+[\d.,]+ ms/,
  ])
  await evidence.getByRole('button', { name: /recv #2/ }).press('Enter')
  const heading = lab.inspector.getByRole('heading', { name: 'recv #2' })
  await expect(heading).toBeVisible()
  // The button disappeared with its finding, so the keyboard continues from the name.
  await expect(heading).toBeFocused()
  await lab.inspector.getByRole('button', { name: 'send #1' }).click()
  await expect(lab.inspector.getByRole('heading', { name: 'send #1' })).toBeVisible()
})

test('a recv with two messages shows either body', async ({ page }) => {
  const lab = await runTorn(page)
  await select(page, 'recv #2')
  const body = lab.inspector.getByRole('region', { name: 'Body', exact: true })
  const text = body.getByRole('region', { name: 'Body as text' })
  await expect(body).toContainText('message 2 of 2')
  await expect(text).toHaveText('world')
  await body.getByRole('button', { name: 'Previous message' }).click()
  await expect(body).toContainText('message 1 of 2')
  await expect(text).toHaveText('hello')
  await expect(body.getByRole('button', { name: 'Previous message' })).toBeDisabled()
  await body.getByRole('radio', { name: 'hex' }).check()
  await expect(body.getByRole('region', { name: 'Body in hex' })).toHaveText(/0000\s+68 65 6c 6c 6f\s+hello/)
  await body.getByRole('radio', { name: 'JSON' }).check()
  await expect(body).toContainText('Not JSON, at byte 0: Expected a value, but found “h”.')
  // Each byte of hello, such as 68, is a whole number in MessagePack.
  await body.getByRole('radio', { name: 'MessagePack' }).check()
  await expect(body.getByRole('treeitem')).toHaveText([/104$/, /101$/, /108$/, /108$/, /111$/])
})

test('a GBK text whose characters the recvs cut', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.choose('A character cut in two')
  await page.getByRole('form', { name: 'Conditions' }).getByLabel('Encoding').selectOption('gbk')
  await lab.run()
  await expect(lab.counts).toContainText(['1 send', '2 recvs'])
  const body = lab.inspector.getByRole('region', { name: 'Body', exact: true })
  // The run's own encoding, without a choice: the body, and the table's texts.
  await select(page, 'send #1')
  const text = body.getByRole('region', { name: 'Body as text' })
  await expect(text).toHaveText('你好，世界')
  await expect((await lab.tableRows()).first()).toBeVisible()
  await expect(page.getByRole('table').getByRole('row', { name: /send #1/ })).toContainText('你好，世界')
  await lab.menu('As a timeline')
  await body.getByLabel('Encoding').selectOption('utf-8')
  await expect(body).toContainText('not utf-8, shown as \ufffd')
  await body.getByLabel('Encoding').selectOption('gbk')
  await select(page, 'recv #1')
  await body.getByRole('radio', { name: 'text' }).check()
  await expect(text).toHaveText('你好\ufffd')
  await expect(body).toContainText('it ends inside a character: 1 byte of it is here')
  await select(page, 'recv #2')
  await expect(body).toContainText('it begins inside a character')
  // The browser remembers the encoding.
  await page.reload()
  await select(page, 'send #1')
  await body.getByRole('radio', { name: 'text' }).check()
  await expect(body.getByLabel('Encoding')).toHaveValue('gbk')
})

test('a body of JSON is a tree that folds by the keyboard', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.setCondition('First text', '{"name":"Ada","born":[1815,12,10]}')
  await lab.setFraming('on')
  await lab.run()
  await select(page, 'message #1')
  const tree = lab.inspector.getByRole('tree', { name: 'Body as JSON' })
  await expect(tree.getByRole('treeitem')).toHaveText([
    /\{2\}/,
    /"name":\s+"Ada"/,
    /"born":\s+\[3\]/,
    /0:\s+1815/,
    /1:\s+12/,
    /2:\s+10/,
  ])
  await tree.press('ArrowDown')
  await tree.press('ArrowDown')
  await tree.press('ArrowLeft')
  await expect(tree.getByRole('treeitem')).toHaveCount(3)
  await expect(tree.getByRole('treeitem').nth(2)).toHaveAttribute('aria-expanded', 'false')
  await tree.press('ArrowRight')
  await expect(tree.getByRole('treeitem')).toHaveCount(6)
})

test('a folded node stays folded when the session ends', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.chat()
  await lab.say('ann', '{"born":[1815,12,10]}')
  await select(page, 'send #1')
  const items = lab.inspector.getByRole('tree', { name: 'Body as JSON' }).getByRole('treeitem')
  await expect(items).toHaveCount(5)
  await items.nth(1).click()
  await expect(items).toHaveCount(2)
  await lab.say('server', 'welcome, ann')
  for (const program of ['ann', 'bob', 'cleo']) await lab.say(program, 'quit')
  await expect(page.getByRole('button', { name: 'Run again', exact: true })).toBeEnabled()
  await expect(lab.inspector).toContainText('send #1')
  await expect(items).toHaveCount(2)
})

test('copies and the saved file contain all the bytes', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const lab = new LabPage(page)
  await lab.choose('A large message')
  await lab.run()
  await select(page, 'send #1')
  const group = lab.inspector.getByRole('group', { name: 'Copy the bytes' })
  await group.getByRole('button', { name: 'Copy the bytes as Python bytes' }).click()
  await expect(page.getByText('Copied 5,000 bytes as Python bytes.')).toBeVisible()
  expect(await clipboard(page)).toBe(`b'${'L'.repeat(5_000)}'`)
  const downloading = page.waitForEvent('download')
  await group.getByRole('button', { name: 'Save the bytes as a file' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('send-1.bin')
  expect(await readFile(await download.path(), 'utf8')).toBe('L'.repeat(5_000))
})

test('a C array and a body are copied; the link opens the same selection', async ({
  page,
  context,
  bridge,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const lab = await runTorn(page)
  await select(page, 'send #2')
  await lab.inspector.getByRole('button', { name: 'Copy the bytes as a C array' }).click()
  await expect(page.getByText('Copied 9 bytes as a C array.')).toBeVisible()
  expect(await clipboard(page)).toBe(
    'unsigned char data[9] = {0x00, 0x00, 0x00, 0x05, 0x77, 0x6f, 0x72, 0x6c, 0x64};',
  )
  await lab.inspector.getByRole('button', { name: 'Copy the body as hex' }).click()
  await expect(page.getByText('Copied 5 bytes as hex.')).toBeVisible()
  expect(await clipboard(page)).toBe('77 6f 72 6c 64')
  await lab.inspector.getByRole('button', { name: 'Copy a link to this' }).click()
  await expect(page.getByText('Copied a link to this.')).toBeVisible()
  const link = await clipboard(page)
  expect(link.startsWith(`${bridge.origin}/?`)).toBe(true)
  expect(link).not.toContain('token')
  const second = await context.newPage()
  await second.goto(link)
  await expect(new LabPage(second).inspector.getByRole('heading', { name: 'send #2' })).toBeVisible()
})

test('axe finds nothing in any view of a body', async ({ page }) => {
  test.setTimeout(180_000)
  await page.setViewportSize({ width: 1024, height: 700 })
  const lab = new LabPage(page)
  await lab.setCondition('First text', '{"a":[1,true,null]}')
  await lab.setFraming('on')
  await lab.run()
  await select(page, 'message #1')
  for (const view of ['hex', 'text', 'JSON', 'MessagePack']) {
    await lab.inspector.getByRole('radio', { name: view }).check()
    expect(await violations(page, 'aside[aria-label=Inspector]')).toEqual([])
  }
  // Nothing sticks out beside the panel.
  const { scrollWidth, clientWidth } = await lab.inspector.evaluate((panel) => ({
    scrollWidth: panel.scrollWidth,
    clientWidth: panel.clientWidth,
  }))
  expect(scrollWidth).toBe(clientWidth)
})

test('a message that holds two says why, as the recv does that it was taken from', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.run()
  await select(page, 'message #1')
  await expect(lab.inspector).toContainText('message #1')
  await expect(lab.inspector).toContainText(/arrived in 1 recv\./)
})

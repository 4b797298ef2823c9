// Every experiment in the page: run it, check; switch framing, run, check again.
import { violations } from './axe.ts'
import { expect, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

interface Look {
  readonly counts: readonly string[]
  readonly printed: readonly string[]
}

interface Case {
  readonly title: string
  readonly before: RegExp
  /** Milliseconds between the sends, if not the experiment's own. */
  readonly pause?: string
  readonly off: Look
  readonly on: Look
}

const cases: readonly Case[] = [
  {
    title: 'hello + world',
    before: /What do you expect each recv\(\) to return\?/,
    off: { counts: ['2 sends', '1 recv'], printed: ["data1: b'helloworld'", "data2: b''"] },
    on: {
      counts: ['2 sends', '1 recv', '2 messages whole'],
      printed: ["data1: b'hello'", "data2: b'world'"],
    },
  },
  {
    title: 'A late reader',
    before: /how many messages will the first one return\?/,
    off: { counts: ['6 sends', '3 recvs'], printed: ['got 1024 bytes', 'got 1002 bytes'] },
    on: { counts: ['6 sends', '6 messages whole'], printed: ['got 10 bytes', 'got 3000 bytes'] },
  },
  {
    title: "Nagle's algorithm",
    before: /How many segments will the 60 sends become/,
    off: { counts: ['60 sends'], printed: ["got b'aaaaaa"] },
    on: { counts: ['60 sends', '60 messages whole'], printed: ["got b'aaaaaa'", "got b'hhhhhh'"] },
  },
  {
    title: 'A remote command',
    before: /take for the answer to its second command\?/,
    off: { counts: ['2 sends', '2 recvs'], printed: ['$ seq 1 400', '$ uname -a', '\n400\n'] },
    on: { counts: ['2 sends', '2 messages whole'], printed: ['$ seq 1 400', '$ uname -a\nLinux'] },
  },
  {
    title: 'A large message',
    before: /How many segments will TCP cut it into/,
    off: { counts: ['1 send', '5 recvs'], printed: ['got 1024 bytes', 'got 904 bytes'] },
    on: { counts: ['1 send', '1 message whole'], printed: ['got 5000 bytes'] },
  },
  {
    title: 'A character cut in two',
    before: /in the middle of a character\?/,
    off: { counts: ['1 send', '3 recvs'], printed: ['你�\n', '��界'] },
    on: { counts: ['1 send', '1 message whole'], printed: ['你好，世界'] },
  },
  {
    title: 'Sizes known in advance',
    before: /what happens if someone changes one of the texts\?/,
    off: { counts: ['2 sends', '2 recvs'], printed: ["data1: b'helloworld'", "data2: b'egon'"] },
    on: { counts: ['2 sends', '2 messages whole'], printed: ["data1: b'helloworld'", "data2: b'egon'"] },
  },
  {
    title: 'A pause between sends',
    before: /at how many bytes a second\?/,
    // A pause is not a framing: on a busy machine half a second was once too short.
    pause: '4000',
    off: {
      counts: ['2 sends', '2 recvs'],
      printed: ["data1: b'hello'", "data2: b'world'", ' bytes a second'],
    },
    on: { counts: ['2 sends', '2 messages whole'], printed: ["data1: b'hello'", "data2: b'world'"] },
  },
  {
    title: 'A header of four bytes',
    before: /will each come out whole/,
    off: { counts: ['9 sends'], printed: ['a body of 0 bytes', 'a body of 10241 bytes'] },
    on: { counts: ['9 sends', '4 messages whole'], printed: ['a body of 0 bytes', 'a body of 10241 bytes'] },
  },
  {
    title: 'Playground',
    before: /which bytes will each recv return\?/,
    off: { counts: ['2 sends', '1 recv'], printed: ["data1: b'helloworld'", "data2: b''"] },
    on: { counts: ['2 sends', '1 recv'], printed: ["data1: b'helloworld'", "data2: b''"] },
  },
]

for (const { title, before, pause, off, on } of cases) {
  test(`${title}: run, check, switch framing, check`, async ({ page }) => {
    const lab = new LabPage(page)
    await lab.choose(title)
    await expect(page.getByRole('complementary', { name: 'Lab' })).toContainText(before)
    await expect(page.getByText('Try next')).toHaveCount(0)
    if (pause !== undefined) await lab.setCondition('Pause between the sends', pause)
    await lab.run()
    await lab.sees(off)
    const changes = page.getByRole('list', { name: 'Try next' }).getByRole('button')
    if (title !== 'Playground') await expect(changes.first()).toBeEnabled()
    await lab.setFraming('on')
    await lab.run()
    await lab.sees(on)
  })
}

test('after a run all conditions are above Run, the question is gone, and a change to try sets the conditions and runs', async ({
  page,
}) => {
  const lab = new LabPage(page)
  const description = page.getByText('What do you expect each recv() to return?')
  const conditions = page.getByRole('form', { name: 'Conditions' })
  const seen = async (): Promise<void> => {
    for (const label of ['First text', 'Second text', 'recv limit', "Nagle's algorithm"])
      await expect(conditions.getByLabel(label)).toBeInViewport({ ratio: 1 })
  }
  await expect(description).toBeVisible()
  await seen()
  await lab.run()
  await expect(description).toBeHidden()
  await seen()
  await lab.setCondition('Second text', 'there')
  const { session } = lab
  await page.getByRole('list', { name: 'Try next' }).getByRole('button', { name: 'recv limit 3' }).click()
  await expect.poll(() => lab.session).not.toBe(session)
  await expect(conditions.getByLabel('recv limit')).toHaveValue('3')
  await expect(conditions.getByLabel('Second text')).toHaveValue('world')
  await expect(lab.counts).toContainText(['2 sends', '2 recvs'])
  await page.getByRole('button', { name: 'Reset the conditions' }).click()
  await expect(conditions.getByLabel('recv limit')).toHaveValue('1024')
  // On a small screen, with a wrong input further down, the fault is shown near the disabled Run.
  await page.setViewportSize({ width: 1024, height: 700 })
  await lab.setCondition('recv limit', '0')
  await expect(page.getByText('recv limit: A whole number from 1 to 1,048,576 bytes.')).toBeInViewport({
    ratio: 1,
  })
})

test('the title is shown whole beside the ends of the connection', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.choose('A remote command')
  await lab.run()
  const title = page.getByRole('heading', { level: 1, name: 'A remote command' })
  await expect(page.getByRole('banner').getByText('server → client')).toBeVisible()
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ]) {
    await page.setViewportSize(viewport)
    await expect
      .poll(() => title.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth))
      .toBe(0)
    // Still in one row.
    expect((await page.getByRole('banner').boundingBox())?.height).toBeLessThan(60)
  }
})

test('programs that frame by hand are shown with their framing, and the next experiment begins without', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.choose('A header of four bytes')
  await lab.run()
  await expect(lab.counts).toContainText(['9 sends', '4 messages whole'])
  await expect(page.getByRole('radio', { name: 'on', exact: true })).toBeChecked()
  await lab.choose('hello + world')
  await expect(page.getByRole('radio', { name: 'off', exact: true })).toBeChecked()
  await expect(page.getByRole('combobox', { name: 'Framing spec' })).toHaveValue('struct:!I')
})

test('the Python programs follow the conditions and the framing', async ({ page }) => {
  const lab = new LabPage(page)
  await new LabPage(page).tab('Programs')
  const client = page.getByLabel('The text of client.py')
  const server = page.getByLabel('The text of server.py')
  await expect(client.locator('code').filter({ hasText: '.send(' })).toHaveText([
    "client.send(b'hello')",
    "client.send(b'world')",
  ])
  await lab.setCondition('First text', "it's")
  await expect(client).toContainText(`client.send(b"it's")`)
  await lab.setFraming('on')
  await server
    .getByRole('button', { name: /lines without a call/ })
    .first()
    .click()
  await expect(server).toContainText("HEADER = struct.Struct('!I')")
  await lab.run()
  await expect(lab.timeline).toBeVisible()
})

test('a condition that is typed before the sessions are listed stays', async ({ page }) => {
  let letGo = (): void => undefined
  const listed = new Promise<void>((resolve) => (letGo = resolve))
  await page.route('**/api/sessions', async (route) => {
    await listed
    await route.continue()
  })
  await page.reload()
  const lab = new LabPage(page)
  await lab.setCondition('recv limit', '3')
  const answered = page.waitForResponse('**/api/sessions')
  letGo()
  await answered
  await lab.run()
  await expect(lab.counts).toContainText(['2 recvs'])
  await expect(page).toHaveURL(/set\.limit=3/)
})

test('changed conditions are in the address and come back with it', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.choose('A character cut in two')
  await lab.setCondition('Text', '你好')
  await page.getByLabel('Encoding').selectOption('gbk')
  await expect(page).toHaveURL(/experiment=split-character&set\.text=.*&set\.encoding=gbk/)
  await page.reload()
  await expect(page.getByLabel('Encoding')).toHaveValue('gbk')
  await lab.run()
  // Four bytes of GBK fit into recv(5).
  await lab.prints('你好')
  await expect(lab.counts).toContainText(['1 send', '1 recv'])
})

test('the playground is written by keyboard, checked with sentences, and shared by its address', async ({
  page,
  context,
}) => {
  const lab = new LabPage(page)
  await lab.choose('Playground')
  const client = page.getByRole('region', { name: "Client's steps" })
  await client.getByRole('button', { name: '+ Add a step' }).focus()
  await page.keyboard.press('Enter')
  const added = client.getByLabel('Step 4', { exact: true })
  await expect(added).toBeFocused()
  await added.selectOption('send hex')
  await client.getByLabel('Step 4: hex bytes').fill('21 2')
  await expect(client.getByRole('alert').filter({ hasText: /\w/ })).toHaveText(
    '"hex" is "21 2"; it must be pairs of hex digits, like 68 65 6c.',
  )
  await expect(page.getByRole('button', { name: /^Run\b/ }).last()).toBeDisabled()
  await client.getByLabel('Step 4: hex bytes').fill('21')
  await added.focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(client.getByLabel('Step 3', { exact: true })).toBeFocused()
  await client.getByRole('button', { name: 'Remove step 2' }).click()
  await lab.run()
  await lab.prints("data1: b'!world'")
  const other = await context.newPage()
  await other.goto(page.url())
  await other.getByRole('button', { name: 'Edit the steps' }).click()
  await expect(
    other.getByRole('region', { name: "Client's steps" }).getByLabel('Step 2: hex bytes'),
  ).toHaveValue('21')
})

test('a playground from a broken link says what is wrong, and can be repaired as text', async ({
  page,
  bridge,
}) => {
  await page.goto(`${bridge.origin}/?experiment=playground&set.server=nonsense`)
  const server = page.getByRole('region', { name: "Server's steps" })
  await expect(server.getByRole('alert')).toHaveText('The steps must be a JSON list.')
  await server.getByLabel("Server's steps as JSON").fill('[{"do":"recv","limit":3},{"do":"close"}]')
  await expect(server.getByRole('alert').filter({ hasText: /\w/ })).toHaveCount(0)
  const lab = new LabPage(page)
  await lab.run()
  await lab.prints("data1: b'hel'")
})

test('an experiment is copied to the playground with its conditions, its steps stay over a new visit, and UDP leaves out what it has not', async ({
  page,
  bridge,
}) => {
  const lab = new LabPage(page)
  await lab.setCondition('First text', 'good')
  await lab.setCondition('recv limit', '3')
  await page.getByRole('button', { name: 'Copy to the playground' }).click()
  const client = page.getByRole('region', { name: "Client's steps" })
  const server = page.getByRole('region', { name: "Server's steps" })
  await expect(client.getByLabel('Step 2: text')).toHaveValue('good')
  await expect(server.getByLabel('Step 2: limit')).toHaveValue('3')
  await expect(page.getByText('Copied from hello + world')).toBeVisible()
  expect(await violations(page)).toEqual([])
  // The client's steps are on the left of the server's.
  const [left, right] = [await client.boundingBox(), await server.boundingBox()]
  expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThan(right?.x ?? 0)

  await page.goto(`${bridge.origin}/?experiment=playground`)
  await expect(client.getByLabel('Step 2: text')).toHaveValue('good')
  await page.getByLabel('Transport').selectOption('UDP')
  // Framed messages need a stream: two sends of the client, two recvs of the server.
  await expect(page.getByRole('alert').filter({ hasText: 'UDP has no stream' })).toHaveCount(4)
  await expect(
    client.getByLabel('Step 2', { exact: true }).getByRole('option', { name: 'cork' }),
  ).toHaveCount(0)
  for (const step of ['Step 2', 'Step 3'])
    await client.getByLabel(step, { exact: true }).selectOption('send text')
  for (const step of ['Step 2', 'Step 3']) await server.getByLabel(step, { exact: true }).selectOption('recv')
  await client.getByLabel('Step 3: text').press('Enter')
  await lab.prints("data2: b'hello'")
  await expect(lab.counts).toContainText(['2 sends'])
})

test('axe finds nothing on the playground and the programs', async ({ page }) => {
  await new LabPage(page).choose('Playground')
  await expect(page.getByLabel('The text of server.py')).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test(
  'the network’s fold stays open while its last unusual value becomes usual again',
  { tag: '@own-bridge' },
  async ({ page, bridge, expectedErrors }) => {
    expectedErrors.push('Failed to load resource', 'WebSocket')
    const lab = new LabPage(page)
    await page.getByText('Network', { exact: true }).click()
    const delay = page.getByRole('form', { name: 'Conditions' }).getByLabel('Delay one way')
    await delay.fill('9')
    // After this the page asks for the experiments anew.
    await bridge.kill()
    await expect(page.getByText('Nothing can run: Unstick’s server does not answer.')).toBeVisible()
    const asked = page.waitForResponse('**/api/experiments')
    await bridge.start()
    await asked
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled()
    await delay.focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('0')
    await expect(delay).toBeFocused()
    await expect(lab.inspector).toBeVisible()
  },
)

test('choosing another experiment takes away the picture of the one before', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.run()
  await expect(lab.timeline).toBeVisible()
  await lab.choose('A late reader')
  await expect(lab.timeline).toHaveCount(0)
  expect(lab.session).toBeNull()
  await lab.run()
  await expect(lab.counts).toContainText(['6 sends'])
})

test('the chosen experiment is not under the list’s fade', async ({ page, bridge }) => {
  for (const experiment of ['large-message', 'known-sizes', 'udp-chat', 'udp-overflow', 'playground']) {
    await page.goto(`${bridge.origin}/?experiment=${experiment}`)
    const chosen = page
      .getByRole('navigation', { name: 'Experiments' })
      .getByRole('button', { pressed: true })
    const list = page.locator('aside[aria-label=Lab] .list')
    await expect
      .poll(async () => {
        const row = await chosen.boundingBox()
        const box = await list.boundingBox()
        return row && box ? box.y + box.height - 26 - (row.y + row.height) : -1
      })
      .toBeGreaterThanOrEqual(0)
  }
})

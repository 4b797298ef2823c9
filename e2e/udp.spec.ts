// The UDP experiments in the page: run, check; and a chat typed by hand.
import { LabPage } from './lab-page.ts'
import { violations } from './axe.ts'
import { expect, test } from './bridge.ts'

test.skip(process.platform !== 'linux', 'the UDP experiments make Linux’s system calls')

const choose = (lab: LabPage, title: string) => lab.choose(title)

test('the echo keeps the boundaries of three datagrams that waited in the buffer together', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await choose(lab, 'UDP echo')
  await lab.run()
  await expect(lab.counts).toContainText(['3 sends', '3 recvs', '0 not delivered whole'])
  await lab.tab('Findings')
  await expect(lab.inspector).toContainText('Every datagram arrived, whole and in order.')
})

test('with datagrams framing is off, whether or not it was on before, because each is a message', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.setFraming('on')
  await choose(lab, 'UDP echo')
  await expect(page.getByRole('radio', { name: 'off', exact: true })).toBeChecked()
  await lab.run()
  await expect(lab.counts).toContainText(['3 messages'])
  await expect(page.getByText('each datagram is one')).toBeVisible()
  await lab.setFraming('on')
  await expect(page.getByRole('combobox', { name: 'Framing spec' })).toHaveValue('struct:!I')
})

test('a datagram cut short and the next one are two recvs of two sends', async ({ page }) => {
  const lab = new LabPage(page)
  await choose(lab, 'A datagram cut short')
  await lab.run()
  await expect(lab.counts).toContainText(['2 sends', '2 recvs', '1 not delivered whole'])
  await expect(lab.inspector).toContainText('Datagram 1 was truncated: 976 bytes are gone.')
})

test('a run without a listener loses a datagram, and a change to try is offered', async ({ page }) => {
  const lab = new LabPage(page)
  await choose(lab, 'Nobody listens yet')
  await lab.run()
  await expect(page.getByRole('list', { name: 'Try next' }).getByRole('button').first()).toBeEnabled()
  await expect(lab.counts).toContainText(['2 sends', '1 not delivered whole'])
  await expect(lab.inspector).toContainText('Datagram 1 was lost.')
})

test('an overflowing buffer lets fewer than 200 datagrams through', async ({ page }) => {
  const lab = new LabPage(page)
  await choose(lab, 'A receive buffer that overflows')
  await lab.run()
  await expect(lab.counts).toContainText(['200 sends'])
  await expect(lab.counts).toContainText([/^1?\d?\d recvs$/])
  const read = Number.parseInt(await lab.counts.filter({ hasText: / recvs$/ }).innerText())
  await expect(lab.counts).toContainText([`${200 - read} not delivered whole`])
  await expect(lab.inspector).toContainText(
    `The reader's kernel counted ${200 - read} datagrams as dropped at this socket.`,
  )
  // All datagrams that were read were sent before the first loss, or after it if the reader made room while more came.
  const said = await lab.inspector.innerText()
  const [, lost] = /Datagram (\d+) was lost\./.exec(said) ?? []
  const [, later = 0] = /but (\d+) datagrams? sent after it arrived/.exec(said) ?? []
  expect(Number(lost) - 1 + Number(later)).toBe(read)
})

test('in the chat a person can type as each of them, by keyboard, and quit ends it', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.chat()
  const log = (program: string) => page.getByRole('log', { name: `What ${program} said and heard` })

  await lab.say('ann', 'hello from ann')
  await expect(log('server')).toContainText('annhello from ann')
  await lab.say('bob', 'hello from bob')
  await lab.say('server', 'welcome, ann')
  await expect(log('ann')).toContainText('serverwelcome, ann')
  await expect(log('server')).toContainText('bobhello from bob')
  await lab.say('server', 'welcome, bob')
  await expect(log('bob')).toContainText('serverwelcome, bob')
  await expect(log('cleo')).toHaveText('What cleo says and hears appears here.')
  expect(await violations(page, 'section[aria-label=Chat]')).toEqual([])

  await lab.say('bob', 'quit')
  await expect(page.getByRole('textbox', { name: 'Type as bob' })).toBeDisabled()
  for (const program of ['ann', 'cleo']) await lab.say(program, 'quit')
  await expect(page.getByRole('button', { name: 'Run again', exact: true })).toBeEnabled()
  await expect(page.getByRole('textbox', { name: 'Type as server' })).toHaveAttribute(
    'placeholder',
    'the chat is over',
  )
})

test('while datagrams are on their way, the words are UDP’s, and folded connections have their programs’ names', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.chat()
  await lab.say('ann', 'hello from ann')
  await lab.tab('Findings')
  await expect(lab.inspector).toContainText('sendto()')
  await expect(lab.inspector).not.toContainText(/\bsend\(\)/)
  await lab.say('bob', 'hello from bob')
  await lab.say('server', 'welcome, ann')
  await lab.setAxis('time')
  await expect(page.getByRole('treeitem').filter({ hasText: /bob\s*→\s*server/ })).toBeVisible()
  await lab.say('server', 'welcome, bob')
  for (const program of ['ann', 'bob', 'cleo']) await lab.say(program, 'quit')
  await expect(page.getByRole('button', { name: 'Run again', exact: true })).toBeEnabled()
})

// Who has no token sees nothing but a plain page that says what to do, and what lets a page in leaves no trace.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, isLetIn, test } from './bridge.ts'
import { LabPage } from './lab-page.ts'

const program = fileURLToPath(new URL('../apps/bridge/bin/unstick.js', import.meta.url))

test('a browser without the token is told to open the printed address', async ({ browser, bridge }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(bridge.origin)
  await expect(page.getByRole('heading', { name: 'This page needs its token' })).toBeVisible()
  await expect(page.getByText(/npm start/)).toBeVisible()
  await page.goto(`${bridge.origin}/?token=wrong`)
  await expect(page.getByRole('status', { name: 'Connection' })).toContainText(
    'Unstick’s server does not know this page: open the address that npm start printed',
  )
  expect((await context.request.get(`${bridge.origin}/api/sessions`)).status()).toBe(401)
  // It did not keep the wrong one.
  await page.goto(bridge.origin)
  await expect(page.getByRole('heading', { name: 'This page needs its token' })).toBeVisible()
  await context.close()
})

test('the token is left neither in the address, nor in the history, nor in any store, and there are no cookies', async ({
  page,
  context,
  bridge,
}) => {
  const token = new URL(bridge.address).searchParams.get('token') ?? ''
  expect(page.url()).not.toContain('token')
  // about:blank, and the page.
  expect(await page.evaluate(() => history.length)).toBe(2)
  expect(await context.cookies()).toEqual([])
  const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, history.state]))
  expect(kept).not.toContain(token)
  // Of the page's key a script is given all but its bytes.
  const key = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open('unstick')
        opening.onsuccess = () => {
          const asked = opening.result.transaction('page').objectStore('page').get('page')
          asked.onsuccess = () => {
            const { secret } = asked.result as { readonly secret: CryptoKey }
            crypto.subtle.exportKey('raw', secret).then(
              () => resolve('exported'),
              (error: unknown) => resolve(String(error)),
            )
          }
        }
      }),
  )
  expect(key).toContain('InvalidAccessError')
})

test('a reload and another tab are let in without the token', async ({ page, context, bridge }) => {
  await page.reload()
  await expect(page.getByRole('button', { name: /^Run/ }).last()).toBeEnabled()
  const other = await context.newPage()
  await other.goto(bridge.origin)
  const lab = new LabPage(other)
  await lab.run()
  await expect(lab.counts).toContainText(['2 sends'])
})

test('`unstick logout` ends the access of open pages, and the printed address gives it again', async ({
  page,
  bridge,
  context,
  expectedErrors,
}) => {
  expectedErrors.push('Failed to load resource')
  const lab = new LabPage(page)
  await lab.run()
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, 'logout'], {
    env: { ...process.env, UNSTICK_HOME: bridge.home },
    encoding: 'utf8',
  })
  expect([status, stderr, stdout]).toEqual([
    0,
    '',
    expect.stringMatching(/^All pages are logged out\. .*\n$/),
  ])
  const banner = page.getByRole('status', { name: 'Connection' })
  await expect(banner).toContainText('does not know this page: open the address that npm start printed')
  // Another tab gets in by the printed address, and then the first one does, by itself.
  const other = await context.newPage()
  await other.goto(bridge.address)
  await isLetIn(other)
  await expect(banner).toHaveText('')
  await lab.run()
})

test('a page of another site reaches neither the API nor a session', async ({ browser, bridge }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(bridge.address)
  // about:blank's scripts have the origin "null".
  const stranger = await context.newPage()
  const refused = await stranger.evaluate(async (origin) => {
    const fetched = await fetch(`${origin}/api/sessions`, { credentials: 'include' }).then(
      () => 'answered',
      () => 'refused',
    )
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/sessions/x/follow`)
    const opened = await new Promise((resolve) => {
      socket.onopen = () => resolve('opened')
      socket.onerror = () => resolve('refused')
    })
    return [fetched, opened]
  }, bridge.origin)
  expect(refused).toEqual(['refused', 'refused'])
  await context.close()
})

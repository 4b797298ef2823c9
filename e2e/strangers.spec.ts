// Who has no token sees nothing but a plain page that says what to do.
import { expect, test } from './bridge.ts'

test('a browser without the token is told to open the printed address', async ({ browser, bridge }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const answer = await page.goto(bridge.origin)
  expect(answer?.status()).toBe(401)
  await expect(page.getByText(/npm start/)).toBeVisible()
  const wrong = await page.goto(`${bridge.origin}/?token=wrong`)
  expect(wrong?.status()).toBe(401)
  expect((await context.request.get(`${bridge.origin}/api/sessions`)).status()).toBe(401)
  await context.close()
})

test('the token leaves the address once it was taken, and the cookie is out of reach of scripts', async ({
  page,
  context,
  bridge,
}) => {
  expect(page.url()).not.toContain('token')
  const [cookie, ...others] = await context.cookies(bridge.origin)
  expect(others).toEqual([])
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
  expect(cookie?.name).toContain(new URL(bridge.origin).port)
  expect(await page.evaluate(() => document.cookie)).toBe('')
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

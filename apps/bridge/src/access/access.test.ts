// How a page is let in, spoken by hand to a real bridge.
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LiveBridge, token } from '../../test/live-bridge.ts'
import { challenge, enter, type Key, nameOf, post, proofOf, prove, tokenKey } from '../../test/visitor.ts'
import { renewSecret } from './secret-file.ts'

/** Milliseconds since the epoch, as the bridge has it. */
let now = 1_800_000_000_000
let bridge: LiveBridge
let origin = ''
beforeAll(async () => {
  bridge = await LiveBridge.start({ now: () => now })
  origin = `http://127.0.0.1:${bridge.port}`
})
afterAll(() => bridge.close())

const byToken = tokenKey(token)
const statusOf = async (bearer: string): Promise<number> =>
  (await bridge.ask('/api/status', { headers: { authorization: `Bearer ${bearer}` } })).status

const pageOf = async (): Promise<{ bearer: string; page: Key }> => {
  const { bearer, page } = await enter(bridge, origin, byToken)
  if (!page) throw new Error('there is no page key')
  return { bearer, page }
}

describe('a page with the token', () => {
  it('makes the bridge show that it knows the token, and gets a bearer and a key for seven days', async () => {
    const { bearer, page } = await pageOf()
    expect(await statusOf(bearer)).toBe(200)
    expect(page.bytes).toHaveLength(32)
    expect(page.expires).toBe(now + 7 * 24 * 60 * 60 * 1_000)
  })

  it('gets another bearer by the key, and no other key', async () => {
    const { page } = await pageOf()
    const again = await enter(bridge, origin, page)
    expect(again.page).toBeUndefined()
    expect(await statusOf(again.bearer)).toBe(200)
  })
})

describe('the bridge refuses', () => {
  it('a token or key that it does not know, and says no proof', async () => {
    for (const key of [tokenKey('wrong'), { bytes: randomBytes(32), expires: now + 1_000 }]) {
      const { status, text } = await challenge(bridge, key)
      expect(status).toBe(401)
      expect(text).not.toContain('proof')
    }
  })

  it('a key that has expired, or whose expiry was changed', async () => {
    const { page } = await pageOf()
    const later = { ...page, expires: (page.expires ?? 0) + 1 }
    expect((await challenge(bridge, later)).status).toBe(401)
    const before = now
    now = page.expires ?? 0
    expect((await challenge(bridge, page)).status).toBe(401)
    now = before
    expect((await challenge(bridge, page)).status).toBe(200)
  })

  it('a key of this bridge for a page at another of its names', async () => {
    const { page } = await pageOf()
    expect((await challenge(bridge, page, { host: `localhost:${bridge.port}` })).status).toBe(401)
  })

  it('a proof that is wrong, another page’s, its own, or for another origin', async () => {
    const { challenged } = await challenge(bridge, byToken)
    for (const proof of [
      proofOf('page', tokenKey('wrong'), origin, challenged),
      challenged.proof,
      proofOf('page', byToken, 'http://127.0.0.1:1', challenged),
      proofOf('page', byToken, origin, { ...challenged, nonce: randomBytes(16).toString('base64url') }),
    ])
      expect((await prove(bridge, byToken, challenged, proof)).status).toBe(401)
  })

  it('a challenge a second time, after half a minute, or for another nonce', async () => {
    const { challenged } = await challenge(bridge, byToken)
    const proof = proofOf('page', byToken, origin, challenged)
    expect((await prove(bridge, byToken, challenged, proof)).status).toBe(200)
    expect((await prove(bridge, byToken, challenged, proof)).status).toBe(401)

    const late = (await challenge(bridge, byToken)).challenged
    now += 30_001
    expect((await prove(bridge, byToken, late, proofOf('page', byToken, origin, late))).status).toBe(401)

    const { challenged: other } = await challenge(bridge, byToken)
    const moved = { ...other, nonce: challenged.nonce }
    expect((await prove(bridge, byToken, moved, proofOf('page', byToken, origin, moved))).status).toBe(401)
  })

  it('what another bridge’s process gave: its bearer, and a proof that was meant for it', async () => {
    const other = await LiveBridge.start()
    try {
      const { bearer } = await enter(other, `http://127.0.0.1:${other.port}`, byToken)
      expect(await statusOf(bearer)).toBe(401)
      const { challenged } = await challenge(other, byToken)
      const proof = proofOf('page', byToken, origin, challenged)
      expect((await prove(bridge, byToken, challenged, proof)).status).toBe(401)
    } finally {
      await other.close()
    }
  })

  it.each([
    ['no key', { nonce: 'A'.repeat(22) }],
    ['a short nonce', { key: nameOf(byToken), nonce: 'A' }],
    ['a nonce with a line’s end', { key: nameOf(byToken), nonce: `${'A'.repeat(21)}\n` }],
    ['more than a kibibyte', { key: nameOf(byToken), nonce: 'A'.repeat(22), more: 'x'.repeat(2_000) }],
  ])('a challenge with %s', async (_, body) => {
    expect((await post(bridge, '/api/access/challenge', body)).status).toBeGreaterThanOrEqual(400)
  })
})

describe('bounds', () => {
  it('strangers’ challenges push nobody’s out', async () => {
    const { challenged } = await challenge(bridge, byToken)
    for (let k = 0; k < 300; k += 1) await challenge(bridge, byToken)
    const proof = proofOf('page', byToken, origin, challenged)
    expect((await prove(bridge, byToken, challenged, proof)).status).toBe(200)
  })

  it('of more than 256 bearers the one that was not used for longest gives way', async () => {
    const [used, unused] = [await pageOf(), await pageOf()]
    expect(await statusOf(used.bearer)).toBe(200)
    for (let k = 0; k < 255; k += 1) await enter(bridge, origin, byToken)
    expect(await statusOf(unused.bearer)).toBe(401)
    expect(await statusOf(used.bearer)).toBe(200)
  })
})

describe('a logout', () => {
  it('ends every bearer and key at once, and the token stays', async () => {
    const { bearer, page } = await pageOf()
    await renewSecret(bridge.home)
    expect(await statusOf(bearer)).toBe(401)
    expect((await challenge(bridge, page)).status).toBe(401)
    expect(await statusOf(token)).toBe(200)
    expect(await statusOf((await pageOf()).bearer)).toBe(200)
  })
})

// The struct workbench: format and values to bytes and back, with Python's error sentences. The bytes and sentences here
// come from CPython.
import type { Page } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, test } from './bridge.ts'

class StructPage {
  constructor(readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Struct', exact: true }).click()
  }

  async choose(example: string): Promise<void> {
    await this.page
      .getByRole('complementary', { name: 'Examples' })
      .getByRole('button', { name: new RegExp(`^${example}`) })
      .click()
  }

  get format() {
    return this.page.getByRole('textbox', { name: 'Format' })
  }

  value(index: number) {
    return this.page.getByRole('region', { name: 'Values' }).getByRole('textbox').nth(index)
  }

  get hex() {
    return this.page.getByRole('textbox', { name: 'Bytes in hex' })
  }

  get bytes() {
    return this.page.getByRole('region', { name: 'Bytes', exact: true }).getByRole('listitem')
  }

  get python() {
    return this.page.getByRole('region', { name: 'Python transcript' })
  }
}

test('a number in network order: its bytes, its place, its size, and what Python prints', async ({
  page,
}) => {
  const struct = new StructPage(page)
  await struct.open()
  await struct.choose('An int on the wire')
  await expect(struct.hex).toHaveValue('00 00 28 01')
  await expect(struct.python).toContainText(String.raw`b'\x00\x00(\x01'`)
  await page.getByRole('radio', { name: '<', exact: true }).check()
  await expect(struct.format).toHaveValue('<I')
  await expect(struct.hex).toHaveValue('01 28 00 00')
  await expect(page.getByText('the least significant byte comes first')).toBeVisible()
})

test('under @ the long is aligned: four bytes of padding from offset 4', async ({ page }) => {
  const struct = new StructPage(page)
  await struct.open()
  await struct.choose('Not aligned')
  await expect(struct.hex).toHaveValue('01 00 02 00 03 00 00 00')
  await page.getByRole('radio', { name: '@', exact: true }).check()
  await expect(struct.hex).toHaveValue('01 00 02 00 00 00 00 00 03 00 00 00 00 00 00 00')
  await expect(struct.bytes).toHaveText([
    /offset 0.*h.*2 B/s,
    /offset 2.*h/s,
    /offset 4.*pad.*4 B/s,
    /offset 8.*l.*8 B/s,
  ])
  await expect(page.getByRole('status', { name: 'Size' })).toHaveText(/16\s*bytes/)
})

test('pasted bytes become values, and the values, edited, bytes again', async ({ page }) => {
  const struct = new StructPage(page)
  await struct.open()
  await struct.format.fill('!qH')
  await struct.hex.fill('0xffdfffffffffffff 0x0102')
  await expect(struct.value(0)).toHaveValue('-9007199254740993')
  await expect(struct.value(1)).toHaveValue('258')
  await expect(struct.hex).toHaveValue('0xffdfffffffffffff 0x0102')
  await struct.value(1).fill('1')
  await expect(struct.hex).toHaveValue('ff df ff ff ff ff ff ff 00 01')
  await struct.hex.fill('00 00')
  await expect(page.getByRole('region', { name: 'Values' })).toContainText(
    'struct.error: unpack requires a buffer of 10 bytes',
  )
  await struct.hex.fill('00 0x 0g')
  await expect(page.getByText('“g” is not hex.')).toBeVisible()
})

test('what Python refuses is refused with its sentence, and the value or the word is marked', async ({
  page,
}) => {
  const struct = new StructPage(page)
  await struct.open()
  await struct.format.fill('!HB')
  await struct.value(1).fill('256')
  await expect(page.getByText('struct.error: ubyte format requires 0 <= number <= 255').first()).toBeVisible()
  await expect(struct.value(1)).toHaveAttribute('aria-invalid', 'true')
  await expect(struct.value(0)).toHaveAttribute('aria-invalid', 'false')
  await struct.format.fill('!In')
  await expect(page.getByText('struct.error: bad char in struct format').first()).toBeVisible()
  await expect(page.getByText('exist only under @')).toBeVisible()
  await page.getByRole('radio', { name: '@', exact: true }).check()
  await expect(struct.format).toHaveAttribute('aria-invalid', 'false')
})

test('the address holds format and values, and a reload brings them back', async ({ page }) => {
  const struct = new StructPage(page)
  await struct.open()
  await struct.format.fill('<4sH')
  await struct.value(0).fill('a,b%')
  await struct.value(1).fill('7')
  await expect(page).toHaveURL(/view=struct&format=%3C4sH&values=a%252Cb%2525,7/)
  await page.reload()
  await expect(struct.format).toHaveValue('<4sH')
  await expect(struct.value(0)).toHaveValue('a,b%')
  await expect(struct.hex).toHaveValue('61 2c 62 25 07 00')
})

test('a format with a length can be used as the framing', async ({ page }) => {
  const struct = new StructPage(page)
  await struct.open()
  await struct.format.fill('4s')
  await expect(page.getByRole('button', { name: 'Use as framing' })).toBeDisabled()
  await struct.format.fill('!BI')
  await page.getByRole('button', { name: 'Use as framing' }).click()
  await expect(page.getByRole('combobox', { name: 'Framing spec' })).toHaveValue('struct:!BI')
  await page.getByRole('button', { name: 'Go to the lab' }).click()
  await expect(page.getByRole('radio', { name: 'on', exact: true })).toBeChecked()
})

test('axe finds nothing on the workbench, and nothing is cut off', async ({ page }) => {
  const struct = new StructPage(page)
  await struct.open()
  for (const [width, height] of [
    [1440, 900],
    [1024, 700],
    [720, 450],
  ] as const) {
    await page.setViewportSize({ width, height })
    await struct.choose('Aligned')
    expect(await violations(page)).toEqual([])
    await struct.choose('Out of range')
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )
  }
})

test('the workbench goes on after another view was shown', async ({ page }) => {
  const views = page.getByRole('navigation', { name: 'Views' })
  await views.getByRole('button', { name: 'Struct' }).click()
  await views.getByRole('button', { name: 'Lab' }).click()
  await views.getByRole('button', { name: 'Struct' }).click()
  // The fixture fails if the console warns.
  await page.getByRole('textbox', { name: 'Format' }).fill('!HH')
  await expect(page.getByRole('main', { name: 'Struct' })).toContainText('4 bytes')
})

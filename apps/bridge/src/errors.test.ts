import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { errors } from './errors.ts'

it('the README lists every code with its status, and no other', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const listed = [...readme.matchAll(/^\| `([A-Z_]+)`\s*\| (\d+)/gm)].map(([, code, status]) => [
    code,
    Number(status),
  ])
  expect(listed).toEqual(Object.entries(errors).map(([code, { status }]) => [code, status]))
})

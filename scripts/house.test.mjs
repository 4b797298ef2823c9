// ARCHITECTURE.md's picture and tables of rooms are those of the code.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { withPicture } from './house.mjs'

const root = new URL('../', import.meta.url)
const document = readFileSync(new URL('ARCHITECTURE.md', root), 'utf8')
const foldersOf = (path) =>
  readdirSync(new URL(path, root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)

it('the picture is what the package.json files and the import rules say (npm run house draws it)', () => {
  expect(withPicture(document)).toBe(document)
})

it.each(['packages/framing/src/', 'packages/session/src/', 'apps/bridge/src/'])(
  'every room of %s is in a table',
  (path) => {
    const rows = new Set(
      document
        .match(/^\| `[^|]*/gm)
        .flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, name]) => name)),
    )
    expect(foldersOf(path).filter((name) => !rows.has(name))).toEqual([])
  },
)

it('the table of dependencies has every dependency of a package.json, and no other', () => {
  const manifests = [
    '',
    ...['packages', 'apps'].flatMap((folder) => foldersOf(`${folder}/`).map((name) => `${folder}/${name}/`)),
  ]
  const needed = manifests.flatMap((path) => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      readFileSync(new URL(`${path}package.json`, root), 'utf8'),
    )
    return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })
  })
  const named = [...document.slice(document.indexOf('## Dependencies')).matchAll(/^\| (`[^|]*)/gm)].flatMap(
    ([, cell]) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  )
  const explained = needed.filter((name) => !name.startsWith('@unstick/') && !name.startsWith('@types/'))
  expect(named.toSorted()).toEqual([...new Set(explained)].toSorted())
})

const folders = ['.', 'apps', 'packages', 'e2e', 'scripts']
const files = folders
  .flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: folder !== '.' }).map((file) => `/${folder}/${file}`),
  )
  .filter((file) => !/\/(node_modules|dist)\//.test(file))

it.each(['ARCHITECTURE.md', 'README.md', 'apps/bridge/README.md'])(
  'every file that %s names exists',
  (path) => {
    const named = readFileSync(new URL(path, root), 'utf8').matchAll(/`([\w./-]+\.(?:ts|mjs|svelte))`/g)
    const missing = [...new Set([...named].map(([, name]) => name))].filter(
      (name) => !name.endsWith('NAME.ts') && !files.some((file) => file.endsWith(`/${name}`)),
    )
    expect(missing).toEqual([])
  },
)

// `npm run house`: draws the picture of ARCHITECTURE.md from the package.json files and the import rules. A test fails if
// the picture is not theirs.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { framingRooms, programRooms, sessionRooms } from '../.dependency-cruiser.mjs'
import { pageFolders } from '../apps/web/folders.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const document = join(root, 'ARCHITECTURE.md')
const [BEGIN, END] = ['```mermaid\n', '```\n']

const manifestsIn = (folder) =>
  readdirSync(join(root, folder))
    .sort()
    .map((name) => {
      const { dependencies = {} } = JSON.parse(readFileSync(join(root, folder, name, 'package.json'), 'utf8'))
      const ours = Object.keys(dependencies).filter((each) => each.startsWith('@unstick/'))
      return { name, path: `${folder}/${name}`, needs: ours.map((each) => each.replace('@unstick/', '')) }
    })

/** The needs that no other need has too: an arrow that two others imply is left out. */
const direct = (needs, all) => {
  const below = (name) =>
    all.filter((each) => each.name === name).flatMap(({ needs }) => [...needs, ...needs.flatMap(below)])
  const implied = new Set(needs.flatMap(below))
  return needs.filter((name) => !implied.has(name))
}

const ROOMS_A_LINE = 3

/** One box with its rooms, if it has any. Each may import those after it. */
const box = ({ name, path }, rooms = []) => {
  const lines = [`<b>${path}</b>`]
  for (let at = 0; at < rooms.length; at += ROOMS_A_LINE)
    lines.push(rooms.slice(at, at + ROOMS_A_LINE).join(' · '))
  return `  ${name}["${lines.join('<br/>')}"]`
}

/** Without the files that lie directly in `src`; from the last, which may import all others, to the first. */
const folders = (rooms) => rooms.filter((room) => room !== 'src').toReversed()

/** From the last to the first. */
const rooms = {
  framing: folders(framingRooms),
  programs: folders(programRooms),
  session: sessionRooms.toReversed(),
  web: [...new Set(pageFolders.map((folder) => folder.split('/', 1)[0]))].toReversed(),
}

const picture = () => {
  const all = [...manifestsIn('apps'), ...manifestsIn('packages')]
  return [
    '%%{init: {"flowchart": {"wrappingWidth": 400}}}%%',
    'flowchart TB',
    ...all.map((each) => box(each, rooms[each.name])),
    ...all.flatMap(({ name, needs }) => direct(needs, all).map((need) => `  ${name} --> ${need}`)),
    '',
  ].join('\n')
}

/** A document with its picture drawn again. */
export const withPicture = (text) => {
  const from = text.indexOf(BEGIN) + BEGIN.length
  const to = text.indexOf(END, from)
  if (from < BEGIN.length || to < 0) throw new Error('ARCHITECTURE.md has no place for the picture')
  return text.slice(0, from) + picture() + text.slice(to)
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(document, withPicture(readFileSync(document, 'utf8')))

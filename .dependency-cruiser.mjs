// The import rules: packages run anywhere and know nothing above them. Apps meet only at the log and the typed HTTP API of
// packages/api. Code that moves bytes never knows what a message is.
import { pageFolders } from './apps/web/folders.mjs'

const inPackage = (name) => `^packages/${name}/`
const source = '\\.(ts|svelte)$'
const tests = '(\\.test\\.ts$|/test/|/bench/|/fuzz/)'

/** Stands for the files directly in a package's `src` in an order of rooms. */
const DOOR = 'src'

/** Folders in order: each may import only from those before it in the list. */
const roomsInOrder = (folder, rooms) =>
  rooms.slice(0, -1).map((room, index) => {
    const place = (each) => (each === DOOR ? '[^/]+$' : `${each}/`)
    const later = rooms.slice(index + 1).map(place)
    return {
      name: `${folder}${room}-imports-no-later-room`,
      severity: 'error',
      from: { path: `^${folder}${place(room)}`, pathNot: [tests, `^${folder}index\\.ts$`] },
      to: { path: `^${folder}(index\\.ts$|${later.join('|')})` },
    }
  })

/** Also drawn in ARCHITECTURE.md. */
export const framingRooms = [
  'struct',
  'frames',
  'presets',
  'spec',
  'cutters',
  'kinds',
  'framers',
  'language',
  DOOR,
  'hints',
  'guess',
]

/** Also drawn in ARCHITECTURE.md. */
export const sessionRooms = [
  'columns',
  'log',
  'lanes',
  'tcp',
  'udp',
  'streams',
  'messages',
  'findings',
  'report',
]

/** Also drawn in ARCHITECTURE.md. */
export const programRooms = ['plans', 'alike', 'languages', DOOR]

/** The files directly in a folder. */
const filesOf = (folder) => `^apps/web/src/${folder}/[^/]+$`

const pageRules = [
  ...pageFolders.slice(0, -1).map((folder, index) => ({
    name: `page-${folder.replace('/', '-')}-imports-no-later-folder`,
    severity: 'error',
    from: { path: filesOf(folder), pathNot: tests },
    to: { path: filesOf(`(${pageFolders.slice(index + 1).join('|')})`) },
  })),
  {
    name: 'page-folder-has-its-place',
    comment: 'Add a new folder of the page to the list above.',
    severity: 'error',
    from: { path: '^apps/web/src/[^/]+/', pathNot: filesOf(`(${pageFolders.join('|')})`) },
    to: {},
  },
  {
    name: 'page-model-is-pure',
    comment: 'The model, the layout and the pixels run anywhere: without Svelte and its state.',
    severity: 'error',
    from: { path: '^apps/web/src/(model|layout|timeline/raster)/', pathNot: tests },
    to: { path: '(^node_modules/svelte/|\\.svelte(\\.ts)?$)' },
  },
]

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'framing-imports-nothing',
      severity: 'error',
      from: { path: inPackage('framing') + 'src/', pathNot: tests },
      to: { pathNot: inPackage('framing') + 'src/' },
    },
    {
      name: 'pcapng-imports-nothing',
      severity: 'error',
      from: { path: inPackage('pcapng') + 'src/', pathNot: tests },
      to: { pathNot: inPackage('pcapng') + 'src/' },
    },
    {
      name: 'strace-imports-nothing',
      severity: 'error',
      from: { path: inPackage('strace') + 'src/', pathNot: tests },
      to: { pathNot: inPackage('strace') + 'src/' },
    },
    {
      name: 'session-imports-framing-and-pcapng',
      severity: 'error',
      from: { path: inPackage('session') + 'src/', pathNot: tests },
      to: {
        pathNot: [inPackage('session') + 'src/', inPackage('(framing|pcapng)') + 'src/index\\.ts$'],
      },
    },
    ...roomsInOrder('packages/framing/src/', framingRooms),
    ...roomsInOrder('packages/session/src/', sessionRooms),
    ...roomsInOrder('packages/programs/src/', programRooms),
    {
      name: 'languages-never-import-each-other',
      comment: 'What programs in several languages have alike is in packages/programs/src/alike.',
      severity: 'error',
      from: { path: inPackage('programs') + 'src/languages/([^/]+)/' },
      to: {
        path: inPackage('programs') + 'src/languages/',
        pathNot: inPackage('programs') + 'src/languages/$1/',
      },
    },
    {
      name: 'udp-knows-no-tcp',
      severity: 'error',
      from: { path: inPackage('session') + 'src/udp/', pathNot: tests },
      to: { path: inPackage('session') + 'src/tcp/' },
    },
    {
      name: 'formats-imports-pcapng-session-and-strace',
      severity: 'error',
      from: { path: inPackage('formats') + 'src/', pathNot: tests },
      to: {
        pathNot: [inPackage('formats') + 'src/', inPackage('(pcapng|session|strace)') + 'src/index\\.ts$'],
      },
    },
    {
      name: 'api-imports-typebox',
      severity: 'error',
      from: { path: inPackage('api') + 'src/', pathNot: tests },
      to: { pathNot: [inPackage('api') + 'src/', '^node_modules/typebox/'] },
    },
    {
      name: 'programs-imports-framing',
      severity: 'error',
      from: { path: inPackage('programs') + 'src/', pathNot: tests },
      to: { pathNot: [inPackage('programs') + 'src/', inPackage('framing') + 'src/index\\.ts$'] },
    },
    {
      name: 'packages-by-their-front-door',
      comment: 'Another package is imported by its name, never by a path into it.',
      severity: 'error',
      from: { path: '^(packages|apps)/([^/]+)/', pathNot: tests },
      to: { path: '^packages/', pathNot: ['^packages/[^/]+/src/index\\.ts$', '^packages/$2/'] },
    },
    {
      name: 'apps-never-import-each-other',
      severity: 'error',
      from: { path: '^(packages/[^/]+|apps/([^/]+))/' },
      to: { path: '^apps/', pathNot: '^apps/$2/' },
    },
    {
      name: 'what-moves-bytes-knows-no-message',
      comment:
        'In the bridge only lab programs, exports, the command line and the messages of a network helper import framing.',
      severity: 'error',
      from: {
        path: '^apps/bridge/src/',
        pathNot: ['^apps/bridge/src/((lab|cli|export)/|network/channel\\.ts$)', tests],
      },
      to: { path: inPackage('framing') },
    },
    {
      name: 'lab-knows-no-network',
      comment:
        'What a run is and how its steps are performed is one thing; the network that it gets is another.',
      severity: 'error',
      from: { path: '^apps/bridge/src/lab/', pathNot: tests },
      to: { path: '^apps/bridge/src/(network|runs)/' },
    },
    ...pageRules,
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphan',
      severity: 'error',
      from: { orphan: true, path: source, pathNot: [tests, '\\.d\\.ts$', 'vite\\.config\\.ts$'] },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(worker|url|raw)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|vectors|fixtures|\\.svelte-check)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.imports.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['unstick-source', 'import', 'node', 'default', 'svelte'],
    },
  },
}

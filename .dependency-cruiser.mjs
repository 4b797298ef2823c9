// The house's import rules: packages run anywhere and know nothing above them; apps meet only at the log
// and the typed HTTP API of packages/session; what moves bytes never learns what a message is.
const inPackage = (name) => `^packages/${name}/`
const source = '\\.(ts|svelte)$'
const tests = '(\\.test\\.ts$|/test/|/bench/|/fuzz/)'

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
      name: 'session-imports-framing-and-pcapng',
      severity: 'error',
      from: { path: inPackage('session') + 'src/', pathNot: tests },
      to: {
        pathNot: [
          inPackage('session') + 'src/',
          inPackage('(framing|pcapng)') + 'src/index\\.ts$',
          '^node_modules/typebox/',
        ],
      },
    },
    {
      name: 'programs-imports-framing',
      severity: 'error',
      from: { path: inPackage('programs') + 'src/', pathNot: tests },
      to: { pathNot: [inPackage('programs') + 'src/', inPackage('framing') + 'src/index\\.ts$'] },
    },
    {
      name: 'packages-by-their-front-door',
      comment: 'Another package is imported by its name (the API by its own), never by a path into it.',
      severity: 'error',
      from: { path: '^(packages|apps)/([^/]+)/', pathNot: tests },
      to: { path: '^packages/', pathNot: ['^packages/[^/]+/src/(index|api)\\.ts$', '^packages/$2/'] },
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
        'In the bridge only lab programs, exports, the command line and the speech with a network helper import framing.',
      severity: 'error',
      from: {
        path: '^apps/bridge/src/',
        pathNot: ['^apps/bridge/src/((lab|cli|export)/|network/channel\\.ts$)', tests],
      },
      to: { path: inPackage('framing') },
    },
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
    exclude: { path: '(^|/)(dist|vectors|fixtures)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.imports.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['unstick-source', 'import', 'node', 'default', 'svelte'],
    },
  },
}

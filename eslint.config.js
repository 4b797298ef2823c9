// What neither the compiler nor Prettier finds: unsafe types, forgotten promises, Svelte's own rules.
import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'
import { pageFolders } from './apps/web/folders.mjs'

/** The page's rooms in the order of their imports. */
const rooms = [...new Set(pageFolders.map((folder) => folder.split('/')[0]))]

export default defineConfig(
  globalIgnores([
    '**/dist/',
    '**/.turbo/',
    '**/.svelte-check/',
    'test-results/',
    'playwright-report/',
    '**/vectors/',
    '**/fixtures/',
  ]),
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  ts.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', '*.mjs', 'scripts/*.mjs', 'apps/bridge/bin/*.js'] },
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: false },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // A typed array read inside its checked bounds is clearer with one `as number` than with a branch that never runs.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      'no-control-regex': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: ts.parser },
    },
    rules: {
      // The page has one address and no router, so links are the address's own query.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    // An `error` event without a listener ends the process: see the two files named here.
    files: ['apps/bridge/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'node:fs',
              importNames: ['createReadStream', 'createWriteStream'],
              message:
                'Read with piecesOf or streamOf (disk/file-pieces.ts), because they throw errors to the reader.',
            },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.property.name=/^create(Read|Write)Stream$/]',
          message:
            'Read with piecesOf or streamOf (disk/file-pieces.ts), because they throw errors to the reader.',
        },
        ...[
          'CallExpression[callee.name=/^(spawn|createGzip|createGunzip)$/]',
          'CallExpression[callee.object.name="net"][callee.property.name=/^(connect|createConnection|createServer)$/]',
          'CallExpression[callee.object.name="dgram"][callee.property.name="createSocket"]',
          'CallExpression[callee.object.name="Readable"][callee.property.name="from"]',
          'NewExpression[callee.name="Socket"]',
          'NewExpression[callee.object.name="net"][callee.property.name="Socket"]',
        ].map((selector) => ({
          selector: `:not(CallExpression[callee.name="heard"]) > ${selector}`,
          message:
            'Wrap it in heard(…) (heard.ts), because an error event without a listener ends the process.',
        })),
      ],
    },
  },
  {
    files: ['**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression[callee.object.name="vi"][callee.property.name="waitFor"][arguments.length=1]',
          message: 'Give it a timeout, because it waits one second, which a busy machine may need.',
        },
      ],
    },
  },
  {
    files: ['**/*.mjs', '*.js', 'apps/bridge/bin/*.js'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
  // The import check does not see a component's import of a type alone.
  rooms.slice(0, -1).map((room, index) => ({
    files: [`apps/web/src/${room}/**/*.svelte`],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: `^(\\.\\./)+(${rooms.slice(index + 1).join('|')})/` }] },
      ],
    },
  })),
)

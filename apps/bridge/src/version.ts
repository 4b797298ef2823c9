// This build's version, from package.json.
import { readFileSync } from 'node:fs'
import { manifestFile } from './places.ts'

const manifest: unknown = JSON.parse(readFileSync(manifestFile, 'utf8'))

export const version =
  typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : ''

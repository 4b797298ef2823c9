#!/usr/bin/env node
import { existsSync } from 'node:fs'

const main = new URL('../dist/main.js', import.meta.url)
if (existsSync(main)) await import(main.href)
else {
  process.stderr.write(
    'Unstick is not built yet: run `npm start` once, which installs and builds what is missing.\n',
  )
  process.exitCode = 1
}

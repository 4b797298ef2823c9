// Where the files are that the bridge reads, starts and serves. This file is in `src`, or bundled into `dist`. Both are one
// folder below the package's own.
import { fileURLToPath } from 'node:url'

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

export const manifestFile = at('package.json')
/** The program that runs inside a private network's namespaces. */
export const builtHelper = at('dist/helper.js')
/** The wire between the hosts of a private network. */
export const builtWire = at('dist/wire.js')
/** The process between `unstick run` and the person's commands. */
export const builtRunner = at('dist/runner.js')
/** The page's folder. */
export const builtPage = at('../web/dist')
/** The page that exports contain. */
export const builtViewer = at('../web/dist/viewer.html')
export const builtCountingThread = at('dist/counting-thread.js')
export const builtExportThread = at('dist/export-thread.js')

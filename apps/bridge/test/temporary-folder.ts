// A folder for the tests of one file. It lies in the folder of the whole test run, which is removed at the end.
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'

export const temporaryFolder = (): Promise<string> => mkdtemp(join(inject('scratch'), 'unstick-'))

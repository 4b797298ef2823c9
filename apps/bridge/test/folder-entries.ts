// Everything in a sessions folder at any depth, except the marks of its users. Unfinished files show here.
import { readdir } from 'node:fs/promises'

export const folderEntries = async (path: string): Promise<string[]> =>
  (await readdir(path, { recursive: true })).filter((name) => !/^\.bridges(\/.*\.bridge)?$/.test(name)).sort()

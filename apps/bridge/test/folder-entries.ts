// All that lies in a sessions folder, however deep, but for who uses it: unfinished files show here.
import { readdir } from 'node:fs/promises'

export const folderEntries = async (path: string): Promise<string[]> =>
  (await readdir(path, { recursive: true })).filter((name) => !/^\.bridges(\/.*\.bridge)?$/.test(name)).sort()

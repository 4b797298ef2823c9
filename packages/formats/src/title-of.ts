// What a file is called without the ending that says its format.
import { importers } from './importers.ts'
import { packings } from './packings.ts'

/** `hello` of `hello.pcapng`. */
export const titleOf = (fileName: string): string => without(fileName, importers)

/** `hello.pcapng` of `hello.pcapng.gz`. */
export const unpackedName = (fileName: string): string => without(fileName, packings)

/** The endings of all files that can be opened, with the dot. */
export const fileEndings = (): readonly string[] => importers.flatMap(({ extensions }) => extensions)

const without = (name: string, formats: readonly { readonly extensions: readonly string[] }[]): string => {
  const lower = name.toLowerCase()
  const ending = formats.flatMap(({ extensions }) => extensions).find((each) => lower.endsWith(each))
  return ending === undefined ? name : name.slice(0, -ending.length)
}

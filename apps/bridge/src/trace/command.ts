// A command of the person's, and the short name under which its calls and its output are shown.
import { programName } from '@unstick/formats'

export interface Command {
  /** Unlike any other command's of the run. */
  readonly name: string
  readonly words: readonly string[]
}

/** One command in words, as a shell has already cut them. */
export const wordsCommand = (words: readonly string[]): Command => ({ name: programName(words), words })

/** Commands that a shell has still to read, such as `python3 server.py --port 8080`. */
export const shellCommands = (lines: readonly string[]): readonly Command[] => {
  const seen = new Map<string, number>()
  return lines.map((line) => {
    const name = programName(line.trim().split(/[\s;|&]+/))
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return { name: count === 1 ? name : `${name} ${count}`, words: ['/bin/sh', '-c', line] }
  })
}

// The short name of a program, from the words of its command.

/** Programs that run another program, whose name says more. */
const runners =
  /^(python[\d.]*|pypy[\d.]*|node|deno|bun|ruby|perl|php|java|bash|sh|dash|zsh|env|sudo|time|nice|npx|tsx|uv|poetry|go|cargo)$/

/** Words before the program's own name: `NAME=value`, options, and what follows `go`, `deno` or `uv`. */
const before = /^(-.*|[A-Za-z_]\w*=.*|run|exec)$/

/** Programs whose `-c` is followed by a whole command. */
const shells = /^(bash|sh|dash|zsh)$/

/** `server.py` of `python3 -u ./src/server.py --port 8080` and of `sh -c 'python3 server.py'`, `nc` of `nc -l 8080`. */
export const programName = (words: readonly string[]): string => {
  const [shell = '', option, line] = words
  if (shells.test(basename(shell)) && option === '-c' && line !== undefined)
    return programName(line.trim().split(/[\s;|&]+/))
  const [first = '', ...rest] = words.filter((word) => !/^[A-Za-z_]\w*=/.test(word))
  const own = runners.test(basename(first)) ? rest.find((word) => !before.test(word)) : undefined
  return basename(own ?? first)
}

const basename = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

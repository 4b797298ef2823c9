// The file that gives hosts their names (hosts(5)), with those of a private network.

export interface Named {
  readonly name: string
  readonly address: string
}

/** The file's text with these names, which it has for nothing else. All other lines stay as they are. */
export const withNames = (file: string, hosts: readonly Named[]): string => {
  const taken = new Set(hosts.map(({ name }) => name))
  const others = file.split('\n').map((line) => without(taken, line))
  return [...hosts.map(({ name, address }) => `${address}\t${name}`), ...others].join('\n')
}

const without = (taken: ReadonlySet<string>, line: string): string => {
  const [entry = '', ...comment] = line.split('#')
  const [address = '', ...names] = entry.trim().split(/\s+/)
  const kept = names.filter((name) => !taken.has(name.toLowerCase()))
  if (kept.length === names.length) return line
  const rest = comment.map((text) => `#${text}`).join('')
  return kept.length === 0 ? rest : `${address}\t${kept.join(' ')} ${rest}`.trimEnd()
}

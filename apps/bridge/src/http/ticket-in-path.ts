// A ticket comes last in an address's query.

export const withTicket = (path: string, ticket: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}ticket=${ticket}`

/** The address without its ticket, and that; `undefined` where it has none. */
export const splitTicket = (address: string): { path: string; ticket: string } | undefined => {
  const [, path, ticket] = /^(.*)[?&]ticket=([\w-]{1,100})$/.exec(address) ?? []
  return path === undefined || ticket === undefined ? undefined : { path, ticket }
}

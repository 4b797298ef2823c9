// Adds a ticket to an address, as the last part of its query, and takes it out again.

export const withTicket = (path: string, ticket: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}ticket=${ticket}`

/** The address without its ticket, and the ticket; `undefined` if there is none. */
export const splitTicket = (address: string): { path: string; ticket: string } | undefined => {
  const [, path, ticket] = /^(.*)[?&]ticket=([\w-]{1,100})$/.exec(address) ?? []
  return path === undefined || ticket === undefined ? undefined : { path, ticket }
}

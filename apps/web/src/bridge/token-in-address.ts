// The terminal's token, which the opened address contains. It is removed from the address before anything else happens,
// and kept in the tab's own storage until it is exchanged, so a reload in between does not lose it.

const KEPT = 'unstick.token'

/** Call it once, when the page starts. */
export const takeToken = (): void => {
  const address = new URL(location.href)
  const token = address.searchParams.get('token')
  if (token === null) return
  address.searchParams.delete('token')
  history.replaceState(null, '', address)
  sessionStorage.setItem(KEPT, token)
}

export const waitingToken = (): string | undefined => sessionStorage.getItem(KEPT) ?? undefined

/** Forgets the token, because it was exchanged or is wrong. */
export const forgetToken = (): void => sessionStorage.removeItem(KEPT)

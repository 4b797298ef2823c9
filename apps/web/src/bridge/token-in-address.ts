// The terminal's token, as the address that is opened carries it. It leaves the address before anything else happens,
// and waits in the tab's own storage until it was exchanged: a reload in between does not lose it.

const KEPT = 'unstick.token'

/** To be called once, as the page begins. */
export const takeToken = (): void => {
  const address = new URL(location.href)
  const token = address.searchParams.get('token')
  if (token === null) return
  address.searchParams.delete('token')
  history.replaceState(null, '', address)
  sessionStorage.setItem(KEPT, token)
}

export const waitingToken = (): string | undefined => sessionStorage.getItem(KEPT) ?? undefined

/** It was exchanged, or is wrong. */
export const forgetToken = (): void => sessionStorage.removeItem(KEPT)

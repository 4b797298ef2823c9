// Opens a person's browser on an address where there is one, and never fails because there is none.

/** Whether a desktop is there and a person at the terminal. */
const hasBrowser = (): boolean => {
  const { CI, DISPLAY, WAYLAND_DISPLAY, SSH_CONNECTION } = process.env
  if (CI !== undefined || !process.stdout.isTTY || SSH_CONNECTION !== undefined) return false
  return process.platform !== 'linux' || DISPLAY !== undefined || WAYLAND_DISPLAY !== undefined
}

export const openBrowser = async (address: string): Promise<void> => {
  if (!hasBrowser()) return
  try {
    const { default: open } = await import('open')
    const child = await open(address)
    child.on('error', () => undefined)
  } catch {
    // Whatever a desktop's opener has to say: the address stands in the terminal.
  }
}

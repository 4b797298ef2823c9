// Writes a text to the clipboard, even one that is still loading. The browser allows this only soon after a click.

/** Whether the browser allowed it. */
export const writeClipboard = async (text: Promise<string>): Promise<boolean> => {
  // Pages without a secure origin have no clipboard.
  if (!('clipboard' in navigator)) return false
  const blob = text.then((written) => new Blob([written], { type: 'text/plain' }))
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })])
    return true
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    return false
  }
}

// Puts a text on the clipboard, also one that is still on its way: the browser wants to be asked while the click is new.

/** Whether the browser let it happen. */
export const writeClipboard = async (text: Promise<string>): Promise<boolean> => {
  // Pages that are not served safely have no clipboard.
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

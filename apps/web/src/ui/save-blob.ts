// Saves data from memory as a file on the person's machine.

/** Works like a click on a download link: the browser asks, or saves it to the download folder. */
export const saveBlob = (blob: Blob, name: string): void => {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download holds its own reference to the bytes by the time other tasks run.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

// Saves what was made in memory as a file of the person's.

/** As a click on a download link does: the browser asks, or puts it where downloads go. */
export const saveBlob = (blob: Blob, name: string): void => {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has its own hold on the bytes by the time other tasks run.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

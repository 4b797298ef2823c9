// A dialog over the whole page: shown when it is there, gone when its owner takes it away.
import type { Attachment } from 'svelte/attachments'

/**
 * Shows the dialog; where it is to be closed, `onclose` is called, and its owner takes it away at once: by itself it
 * would tell of it a moment later, when it may be open anew. The focus goes back to where it was.
 */
export const modal =
  (onclose: () => void): Attachment<HTMLDialogElement> =>
  (dialog) => {
    const before = document.activeElement
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault()
      onclose()
    })
    // A browser that will not be prevented from closing it.
    dialog.addEventListener('close', onclose)
    dialog.showModal()
    // Where there is something to find, one begins to type at once.
    dialog.querySelector<HTMLElement>('[type=search]')?.focus()
    return () => {
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus()
    }
  }

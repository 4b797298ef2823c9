// A dialog over the whole page. It is open from when its owner adds it until its owner removes it.
import type { Attachment } from 'svelte/attachments'

/**
 * Shows the dialog. A request to close it calls `onclose`, and the owner removes it at once. The browser's own close
 * event would come a moment later, when the dialog may be open again. The focus returns to where it was.
 */
export const modal =
  (onclose: () => void): Attachment<HTMLDialogElement> =>
  (dialog) => {
    const before = document.activeElement
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault()
      onclose()
    })
    // The browser may close it although that was prevented.
    dialog.addEventListener('close', onclose)
    dialog.showModal()
    // If there is a search field, a person can type at once.
    dialog.querySelector<HTMLElement>('[type=search]')?.focus()
    return () => {
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus()
    }
  }

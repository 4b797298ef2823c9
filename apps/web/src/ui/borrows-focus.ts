// Gives an element the focus when it appears, and returns the focus if the element still has it when it is removed.
import { untrack } from 'svelte'
import type { Attachment } from 'svelte/attachments'

export const borrowsFocus: Attachment<HTMLElement> = (element) => {
  const before = document.activeElement
  untrack(() => element.focus({ preventScroll: true }))
  return () => {
    // The focus moves to the body when the focused element is removed.
    const { activeElement } = document
    if (activeElement !== document.body && !element.contains(activeElement)) return
    const isThere = before instanceof HTMLElement && before.isConnected && before !== document.body
    if (isThere) before.focus({ preventScroll: true })
    else focusPicture()
  }
}

/** Gives the focus to the picture, if one is on screen. */
export const focusPicture = (): void =>
  document.querySelector<HTMLElement>('main [role="application"]')?.focus({ preventScroll: true })

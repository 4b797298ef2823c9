// Takes the focus when an element comes, and gives it back when the element goes with it.
import { untrack } from 'svelte'
import type { Attachment } from 'svelte/attachments'

export const borrowsFocus: Attachment<HTMLElement> = (element) => {
  const before = document.activeElement
  untrack(() => element.focus({ preventScroll: true }))
  return () => {
    // An element that is gone has left the focus to the body.
    const { activeElement } = document
    if (activeElement !== document.body && !element.contains(activeElement)) return
    const isThere = before instanceof HTMLElement && before.isConnected && before !== document.body
    const timeline = document.querySelector<HTMLElement>('main [role="application"]')
    ;(isThere ? before : timeline)?.focus({ preventScroll: true })
  }
}

// Keeps the keys pressed while a part that takes keys is still loading, and presses them again after it has loaded.

/** Keys that are held back from the page until one of these is called. */
export interface HeldKeys {
  /** Presses them in order at the element that has the focus now; none if they were dropped. */
  readonly release: () => void
  /** Forgets them. */
  readonly drop: () => void
}

/** Holds back every key from now on, but Escape calls `cancel`. Keys with Ctrl, ⌘ or Alt are ignored. */
export const holdKeys = (cancel: () => void): HeldKeys => {
  let held: readonly KeyboardEvent[] = []
  const hold = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (event.key === 'Escape') cancel()
    else held = [...held, event]
  }
  window.addEventListener('keydown', hold, { capture: true })
  const drop = (): void => {
    window.removeEventListener('keydown', hold, { capture: true })
    held = []
  }
  return {
    release: () => {
      const all = held
      drop()
      for (const event of all) press(event)
    },
    drop,
  }
}

/** Works like the keyboard: listeners come first, then the button or the text field that has the focus. */
const press = (event: KeyboardEvent): void => {
  const focused = document.activeElement
  if (!focused?.dispatchEvent(new KeyboardEvent('keydown', event))) return
  const { key } = event
  if (focused instanceof HTMLButtonElement && (key === 'Enter' || key === ' ')) focused.click()
  if (!(focused instanceof HTMLInputElement)) return
  const { selectionStart, selectionEnd } = focused
  // Only a text field has a selection.
  if (selectionStart === null || selectionEnd === null) return
  const one = selectionStart === selectionEnd ? 1 : 0
  if (key === 'Backspace') focused.setRangeText('', Math.max(0, selectionStart - one), selectionEnd, 'end')
  // A key that types nothing has a longer name: `Enter`, `F3`.
  else if (key.length === 1) focused.setRangeText(key, selectionStart, selectionEnd, 'end')
  else return
  focused.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

// The keys of the ARIA menu pattern.

/** The items of a menu that can take the focus. */
export const menuItems = (menu: HTMLElement | undefined): HTMLElement[] => [
  ...(menu?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []),
]

/** `hide`: closes the menu; `back`: whether the focus returns to the button that opened it. */
export const menuKey = (
  event: KeyboardEvent,
  menu: HTMLElement | undefined,
  hide: (back: boolean) => void,
): void => {
  const all = menuItems(menu)
  const here = all.findIndex((item) => item === document.activeElement)
  const to = { ArrowDown: (here + 1) % all.length, ArrowUp: here - 1, Home: 0, End: -1 }[event.key]
  if (to !== undefined) all.at(to)?.focus()
  else if (event.key === 'Escape') hide(true)
  else if (event.key !== 'Tab') return
  event.stopPropagation()
  if (event.key === 'Tab') hide(false)
  else event.preventDefault()
}

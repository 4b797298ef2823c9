/** Gives the focus to the picture, if one is on screen. */
export const focusPicture = (): void =>
  document.querySelector<HTMLElement>('main [role="application"]')?.focus({ preventScroll: true })

// On a page that scrolls as one column, scrolls to a session when it opens.
import type { Attachment } from 'svelte/attachments'
import type { Page } from './page/page.svelte.ts'

/** For the element that shows the page's session. */
export const scrollIntoView =
  (page: Page): Attachment =>
  (element) => {
    if (page.pane.session !== undefined) element.scrollIntoView({ block: 'nearest' })
  }

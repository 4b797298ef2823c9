// Turns a person's own file into a session. The page reads a capture at once, while the bridge stores it. The bridge
// first judges anything else, such as a compressed capture or a file that is no capture. The screen may change
// meanwhile, so the result goes only to a pane that still shows the file.
import { fileEndings, headLength, importerOf } from '@unstick/formats'
import { BridgeError } from '../bridge/bridge-error.ts'
import type { Sessions } from './sessions.svelte.ts'
import type { Pane } from '../pane/pane.svelte.ts'

/** The endings of the files that can be opened, as an input's `accept` takes them. */
export const endings = fileEndings().join(',')

export const addFile = (sessions: Sessions, file: File): Promise<void> => {
  const { panes, toasts, watch, navigation } = sessions.around
  return watch.attempt(async () => {
    const untilHere = panes.since()
    const head = await headOf(file)
    if (!head) {
      toasts.say(`${file.name} could not be read: it is empty, a folder, or closed to this browser.`, 'bad')
      return
    }
    const here = importerOf(head) !== undefined
    if (sessions.incoming) {
      const { name } = sessions.incoming
      toasts.say(`${file.name} was not opened: wait until ${name} is stored, or cancel that first.`, 'bad')
      return
    }
    // While the file's first bytes were read, the person may have opened something else, which stays.
    const isLast = untilHere() ? panes.ask() : untilHere
    const pane = panes.active
    const before = shownBy(pane)
    const showing = (): Pane[] => panes.all.filter((each) => each.file === file)
    if (isLast()) {
      if (here) pane.openFile(file)
      navigation.view = 'sessions'
    }
    try {
      const { id, problem } = await sessions.add(file)
      for (const each of showing()) each.keptAs(id)
      if (!here && isLast() && panes.all.includes(pane)) {
        panes.active = pane
        sessions.open(id)
      }
      const but = problem ? ', but not all of it' : ''
      if (panes.active.session === id) {
        toasts.say(`Opened ${file.name}${but}.`, 'plain', {
          name: 'About it',
          run: () => (navigation.panel = 'about'),
        })
        if (problem) navigation.panel = 'about'
      } else toasts.say(`Stored ${file.name}${but}.`, 'plain', { name: 'Open', run: () => sessions.open(id) })
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error
      const called = error.code === 'CANCELLED'
      const shown = showing()
      if (!called && shown.length > 0) {
        toasts.say(`${error.message} ${file.name} is shown here, but it is not stored.`, 'bad')
        return
      }
      for (const each of shown) {
        if (each === pane) showAgain(pane, before)
        else panes.drop(each)
      }
      if (!called) throw new BridgeError(error.code, `${file.name} was not opened. ${error.message}`)
      toasts.say(`${file.name} was not opened.`)
    }
  })
}

type Shown = Pick<Pane, 'session' | 'file'> & { readonly framing: string; readonly stream: number }

const shownBy = ({ session, file, framing, place }: Pane): Shown => ({
  session,
  file,
  framing: framing.spec,
  stream: place.stream,
})

const showAgain = (pane: Pane, { session, file, framing, stream }: Shown): void => {
  if (file) pane.openFile(file, framing, stream)
  else if (session !== undefined) pane.open(session, framing, stream)
  else pane.close()
}

/** The first bytes; `undefined` if none can be read. */
const headOf = async (file: File): Promise<Uint8Array | undefined> => {
  try {
    const head = await file.slice(0, headLength()).arrayBuffer()
    return head.byteLength > 0 ? new Uint8Array(head) : undefined
  } catch (error) {
    if (error instanceof DOMException) return undefined
    throw error
  }
}

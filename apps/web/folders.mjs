// The page's folders in the order of their imports. The import check reads this list. So does the linter, because the
// import check does not see what a Svelte component imports only as a type.

/** Folders of a room in order; '' is the room itself. */
const within = (room, folders) => folders.map((folder) => (folder === '' ? room : `${room}/${folder}`))

/** Each imports only from those before it in the list, so that no two are in a circle. */
export const pageFolders = [
  // Buttons, sheets, menus, lists: it knows no session.
  'ui',
  'glossary',
  'bridge',
  // What a session's columns are turned into to be asked quickly: no Svelte, no DOM.
  ...within('model', [
    'bytes',
    '',
    'axis',
    'colours',
    'lanes',
    'findings',
    'connections',
    'programs',
    'stream',
    'buffers',
    'search',
    'range',
    'session',
    'inspect',
  ]),
  // A view as numbers: pure.
  ...within('layout', [
    '',
    'axis',
    'flags',
    'placement',
    'labels',
    'lanes',
    'buffers',
    'ribbons',
    'overview',
    'tracks',
    'stage',
    'in-flight',
    'view',
  ]),
  // The door: one typed question after another.
  'worker',
  // What is open on the page, and its address.
  'navigation',
  // One session as it is looked at: its state, without a component.
  ...within('pane', ['timeline', '']),
  // What is drawn and touched.
  ...within('timeline', ['raster', 'draw', 'input', 'measure', 'tracks', '']),
  // Features: they take what they need as props, from the pane, or from the state of a feature before them.
  'replay',
  'table',
  ...within('inspector', ['bytes', 'body', '']),
  'about',
  'struct',
  'read-it-right',
  ...within('lab', ['', 'chat']),
  'programs',
  'prediction',
  'playground',
  'framing',
  'connections',
  'search',
  'sessions',
  'export',
  'first-steps',
  'course',
  'viewer',
  // Puts it together: nobody imports it.
  ...within('app', ['page', 'panes', 'side', 'keyboard', 'menu', 'palette', '']),
]

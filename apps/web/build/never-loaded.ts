// Files that a build leaves out, because nothing in it ever runs them: a part that is never loaded while the bridge is there
// would otherwise be a part that another program could serve after it.

/** What turns captures into blocks: the bridge does that, and the page reads captures as they are. */
const importing = /formats\/src\/importers\/[a-z]+-blocks\.ts$/
/** What turns a log of strace into blocks: the bridge and the worker do that. */
const tracing = /formats\/src\/strace\/strace-blocks\.ts$/
/** What writes exports: the bridge and the worker do that, and the page only lists them. */
const exporting = /formats\/src\/exporters\/[a-z]+-pieces\.ts$/
/** The bridge alone puts a session into a page. */
const exportingPages = /formats\/src\/exporters\/html-pieces\.ts$/
/** What is about the bridge's sessions. */
const ofTheBridge = [/\/sessions\/(add-file\.ts|SessionsPanel\.svelte)$/, /\/bridge\/import-file\.ts$/]
/** What is about runs: the lab's parts, the course, and the first steps. */
const ofRuns = [
  /\/lab\/(StepsEditor|TryNext|chat\/ChatPanel)\.svelte$/,
  /\/first-steps\/FirstStepsStrip\.svelte$/,
  /\/course\/(CourseStrip\.svelte|CourseView\.svelte|record-run\.ts)$/,
  /\/prediction\/Predict(Stage|Panel)\.svelte$/,
]

export const neverInPage = [importing, tracing, exporting]
export const neverInWorker = [importing, exportingPages]
/** The viewer opens no other file than its own, and has no bridge. */
export const neverInViewerWorker = [...neverInWorker, tracing]
export const neverInViewer = [...neverInPage, ...ofTheBridge, ...ofRuns]

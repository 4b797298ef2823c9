// The entry point of an exported file: the same page, showing the session that the file contains.
import './page.css'
import { mount } from 'svelte'
import App from './App.svelte'
import SessionWorker from '../worker/worker.ts?worker&inline'
import { sessionInFile } from '../worker/session-in-file.ts'

const target = document.getElementById('page')
if (target) {
  target.replaceChildren()
  mount(App, { target, props: { newWorker: () => new SessionWorker(), file: sessionInFile(document) } })
}

// The page's door.
import './page.css'
import { mount } from 'svelte'
import App from './App.svelte'
import { preload } from './preload.ts'
import SessionWorker from '../worker/worker.ts?worker'

const target = document.getElementById('page')
if (target) mount(App, { target, props: { newWorker: () => new SessionWorker() } })
void preload()

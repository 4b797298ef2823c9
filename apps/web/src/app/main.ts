// The page's entry point.
import './page.css'
import { mount } from 'svelte'
import App from './App.svelte'
import { access } from '../bridge/access.ts'
import { takeToken } from '../bridge/token-in-address.ts'
import { preload } from './preload.ts'
import SessionWorker from '../worker/worker.ts?worker'

const open = async (target: HTMLElement): Promise<void> => {
  if (await access.hasKey()) {
    mount(App, { target, props: { newWorker: () => new SessionWorker(), preload } })
  } else {
    const { default: TokenNotice } = await import('../bridge/TokenNotice.svelte')
    mount(TokenNotice, { target })
  }
}

takeToken()
const page = document.getElementById('page')
if (page) void open(page)

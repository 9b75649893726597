/** When the page script has what it works with, the agent and the collector, and what the page hears of it all. */
import { listen } from './listeners.js'

/** @type {any[]} what the agent made of it */
export const signals = []
listen(window, 'heed:signal', (e) => signals.push(e.detail))

let loaded, welcomed
/** The agent runs, and the page script has been told. */
export const agent = new Promise((done) => (loaded = done))
/** When the collector says welcome next. */
export const welcome = () => new Promise((done) => (welcomed = done))

const { instantiateStreaming } = WebAssembly
WebAssembly.instantiateStreaming = async (...args) => {
  const module = await instantiateStreaming.apply(WebAssembly, args)
  loaded()
  return module
}

window.WebSocket = class extends WebSocket {
  constructor(...args) {
    super(...args)
    listen(this, 'message', () => welcomed(), { once: true })
  }
}

/**
 * What an agent pays for being there at all: it hears what the tag hears, in the same way, runs the same module, opens the same socket,
 * and does nothing with any of it.
 */
const { collector, agent } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset
const heard = 'pointermove pointerdown pointerup keydown click wheel scroll focusin focusout input change selectionchange hashchange'

for (const type of heard.split(' ')) addEventListener(type, () => {}, { capture: true, passive: true })
new MutationObserver(() => {}).observe(document, {
  subtree: true, childList: true, attributeOldValue: true, characterDataOldValue: true,
})
WebAssembly.instantiateStreaming(fetch(collector + agent), { heed: { emit() {} } })
new WebSocket(collector.replace('http', 'ws') + '/v1/socket?site=bench', 'heed.v1')

/** A control in an open shadow root, two deep, and what it changes is in a third one that comes with the first press. */
(() => {
  const define = (name, html, ready) => customElements.define(name, class extends HTMLElement {
    connectedCallback() {
      this.attachShadow({ mode: 'open' }).innerHTML = html
      ready?.(this.shadowRoot)
    }
  })
  define('x-count', '<output>0</output>')
  define('x-bar', '<button id="works">Add</button><button id="broken">Apply code</button><button id="dead"><slot></slot></button><p></p>', (root) => {
    const place = root.querySelector('p')
    root.getElementById('works').addEventListener('click', () => {
      if (!place.firstChild) return place.append(document.createElement('x-count'))
      const output = place.firstChild.shadowRoot.querySelector('output')
      output.textContent = String(Number(output.textContent) + 1)
    })
  })
  define('x-shell', '<x-bar id="bar"><b>Send</b></x-bar>')
})()

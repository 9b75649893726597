/**
 * What React does to a document: one listener at the root for all events, which go no further; text that is patched in place; a
 * node whose key has changed is thrown away and made anew.
 */
(() => {
  const root = document.getElementById('root')
  const state = { count: 0, key: 0 }

  const create = (type, props, text) => Object.assign(document.createElement(type), props, { textContent: text })
  const nodes = {
    works: create('button', { id: 'works', type: 'button' }, 'Count: 0'),
    broken: create('button', { id: 'broken', type: 'button' }, 'Apply code'),
  }
  root.append(nodes.works, nodes.broken, create('p', { id: 'keyed' }))

  let rendered = {}
  function render() {
    if (state.count !== rendered.count) nodes.works.firstChild.nodeValue = 'Count: ' + state.count
    if (state.key !== rendered.key) root.lastChild.replaceChildren(create('button', { id: 'dead', type: 'button' }, 'Send'))
    rendered = { ...state }
  }
  render()

  const handlers = { works: () => state.count++, broken: () => (state.count += 0), dead: () => state.key++ }
  root.addEventListener('click', (e) => {
    e.stopPropagation()
    handlers[e.target.id]?.()
    queueMicrotask(render)
  }, true)
})()

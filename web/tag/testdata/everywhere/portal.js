/** A page that keeps every event to itself, as early as it can, and shows its menus at the end of the body. */
(() => {
  const portal = document.getElementById('portal')
  const toggle = () => (portal.firstChild ? portal.replaceChildren() : portal.append(Object.assign(document.createElement('menu'), { textContent: 'Open' })))
  for (const type of ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'touchstart', 'touchend', 'keydown', 'click']) {
    document.addEventListener(type, (e) => {
      e.stopImmediatePropagation()
      e.preventDefault()
      if (type === 'click' && e.target.id === 'works') toggle()
    }, { capture: true, passive: false })
  }
})()

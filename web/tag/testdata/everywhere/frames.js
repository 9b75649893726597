/** A frame of the same origin that comes late, and goes to another page of its own. */
(() => {
  const frame = Object.assign(document.createElement('iframe'), { id: 'frame', width: 600, height: 300, src: '/frame.html' })
  frame.addEventListener('load', () => (frame.src = location.search ? 'tagged.html' : 'inner.html'), { once: true })
  document.querySelector('.stage').append(frame)
})()

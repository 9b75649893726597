/** What a press changes lies in a shadow root that the frame has only later. */
(() => {
  const late = document.querySelector('x-late')
  const works = document.getElementById('works')
  for (const type of ['pointerover', 'focus']) {
    works.addEventListener(type, () => late.shadowRoot || (late.attachShadow({ mode: 'open' }).innerHTML = '<output>0</output>'))
  }
  works.addEventListener('click', () => {
    const output = late.shadowRoot.querySelector('output')
    output.textContent = String(Number(output.textContent) + 1)
  })
})()

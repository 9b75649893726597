/** Shadow roots of a section that holds something and of a div that is empty, both there before the tag. What changes is in the one that
 *  is pressed or, by ?beside, in the other. */
(() => {
  const section = document.getElementById('box').attachShadow({ mode: 'open' })
  section.innerHTML = '<button id="works">Add</button><button id="broken">Apply code</button><button id="dead"><slot></slot></button><output>0</output>'
  const div = document.getElementById('count').attachShadow({ mode: 'open' })
  div.innerHTML = '<output>0</output>'
  const output = (location.search ? div : section).querySelector('output')
  section.getElementById('works').addEventListener('click', () => {
    output.textContent = String(Number(output.textContent) + 1)
  })
})()

const $ = (id) => document.getElementById(id)

$('plus').addEventListener('click', () => ($('quantity').textContent = String(Number($('quantity').textContent) + 1)))
$('more').addEventListener('click', () => ($('amount').value = String(Number($('amount').value) + 1)))
$('noop').addEventListener('click', () => {
  $('noop').className = 'on'
  $('noop').innerHTML = 'Same'
})
// A framework that makes the button anew after each press, the same as before.
document.addEventListener('click', ({ target }) => {
  if (target.id === 'replaced') target.replaceWith(target.cloneNode(true))
})
$('shadow').attachShadow({ mode: 'open' }).innerHTML =
  '<button id="dark">Dead inside</button><button id="light">0</button>'
$('shadow').shadowRoot.getElementById('light').addEventListener('click', ({ target }) => (target.textContent = String(+target.textContent + 1)))
$('key').addEventListener('click', () => ($('total').value += '1'))
$('held').addEventListener('click', (e) => e.preventDefault())
$('far').addEventListener('click', () => ($('shadow').shadowRoot.getElementById('light').textContent += '!'))

if (location.search.includes('hand')) document.body.style.cursor = 'pointer'
if (location.search.includes('ticker')) {
  let n = 0
  setInterval(() => ($('ticker').textContent = String(++n)), 100)
}

/** What the bench shop's own script does: it answers every press but those on «Wrap as a gift», and has a clock that ticks on its own. */

/** @param {string} id */
const byId = (id) => /** @type {any} */ (document.getElementById(id))

const cards = [...document.querySelectorAll('article')]
const layer = (/** @type {any} */ (window).dataLayer ||= [])

/** @type {Record<string, (card: any) => void>} what a press does, by the class of what was pressed */
const answers = {
  plus: (card) => step(card, +1),
  minus: (card) => step(card, -1),
  look: (card) => card.classList.toggle('chosen'),
  add(card) {
    const quantity = Number(card.querySelector('output').value)
    const price = Number(card.dataset.price)
    byId('cart').value = Number(byId('cart').value) + quantity
    layer.push({ ecommerce: null })
    layer.push({ event: 'add_to_cart', ecommerce: { currency: 'EUR', value: price * quantity, items: [{ item_id: card.id, price, quantity }] } })
  },
}

/**
 * @param {any} card
 * @param {number} by
 */
function step(card, by) {
  const output = card.querySelector('output')
  output.value = Math.max(1, Number(output.value) + by)
}

addEventListener('click', (e) => {
  const pressed = /** @type {Element} */ (e.target).closest('button,a')
  if (pressed?.matches('.route')) {
    e.preventDefault()
    goTo(/** @type {HTMLAnchorElement} */ (pressed).href)
  }
  if (pressed?.matches('.look')) e.preventDefault()
  answers[pressed?.className ?? '']?.(pressed?.closest('article'))
})

byId('search').addEventListener('input', (/** @type {any} */ e) => {
  for (const card of cards) card.hidden = !card.textContent?.includes(e.target.value.trim())
})

/** A route of a single-page application. @param {string} href */
function goTo(href) {
  history.pushState(null, '', href)
  document.title = byId('title').textContent = 'Shelf ' + href.slice(-1)
  const grid = cards[0].parentElement
  grid?.replaceChildren(...[...grid.children].reverse())
}

setInterval(() => (byId('clock').textContent = String(Number(byId('clock').textContent) + 1)), 1000)

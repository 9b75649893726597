/** A page of somebody who is signed in: secrets wherever a page has them, and controls to call every detector. */
(() => {
  const $ = (id) => document.getElementById(id)
  $('host').attachShadow({ mode: 'open' }).innerHTML = '<button data-press>SECRET-shadow</button>'
  const make = () => Object.assign(document.createElement('button'), { id: 'again', textContent: 'SECRET-again' })
  $('keyed').append(make())
  $('keyed').addEventListener('click', ({ target }) => target.replaceWith(make()))
  $('slow').addEventListener('click', () => setTimeout(() => ($('words').lastChild.textContent = 'SECRET-late'), 400))
  $('fails').addEventListener('click', () => fetch('nowhere?token=SECRET-token').then(() => {}))
  $('says').addEventListener('click', () => ($('alerts').innerHTML = '<b role="alert">SECRET-alert about maya@example.com</b>'))
  $('form').addEventListener('submit', (e) => e.preventDefault())
  localStorage.setItem('shop.token', 'SECRET-token')
})()

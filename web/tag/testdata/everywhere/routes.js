/** A router: links are taken from the browser, and the page behind them is drawn; one of them leads to where one is. */
(() => {
  let pages = 0
  document.querySelector('nav').addEventListener('click', (e) => {
    e.preventDefault()
    if (e.target.id !== 'works') return
    history.pushState({}, '', '/everywhere/page' + ++pages)
    document.querySelector('main').textContent = 'Page ' + pages
  })
})()

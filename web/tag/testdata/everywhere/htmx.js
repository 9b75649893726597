/**
 * What htmx does to a document: one listener on the body, a request, and the HTML of its answer is swapped in, with classes that
 * come and go meanwhile on the control that asked and on the target.
 */
(() => {
  document.body.addEventListener('click', async ({ target: control }) => {
    const address = control.getAttribute('hx-get')
    if (!address) return
    const target = document.querySelector(control.getAttribute('hx-target'))
    control.classList.add('htmx-request')
    const html = await (await fetch(address)).text()
    control.classList.remove('htmx-request')
    target.classList.add('htmx-swapping')
    target.classList.remove('htmx-swapping')
    target.classList.add('htmx-settling')
    if (control.getAttribute('hx-swap') === 'innerHTML') target.innerHTML = html
    else target.insertAdjacentHTML('beforeend', html)
    setTimeout(() => target.classList.remove('htmx-settling'), 20)
  })
})()

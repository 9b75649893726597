/**
 * What Vue does to a document: changes are gathered and made in a microtask; what is not shown is an empty comment, which comes
 * and goes; v-html and :class are set again to what they were.
 */
(() => {
  const $ = (id) => document.getElementById(id)
  const nextTick = (fn) => Promise.resolve().then(fn)

  $('works').addEventListener('click', () => nextTick(() => $('list').append(Object.assign(document.createElement('i'), { textContent: '+' }))))
  $('broken').addEventListener('click', () => nextTick(() => {
    $('html').innerHTML = '<b>No code</b>'
    $('broken').className = 'btn'
  }))
  $('dead').addEventListener('click', () => nextTick(() => $('none').replaceChildren(document.createComment('v-if'))))
})()

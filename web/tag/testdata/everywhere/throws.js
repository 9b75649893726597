/** A page whose own code fails wherever the tag could touch it: it hears of what it threw, as the browser says it, and of nothing else. */
(() => {
  window.mine = []
  const fail = (what) => {
    window.mine.push(what)
    throw new Error('mine: ' + what)
  }
  const hush = (e) => {
    if (!String(e.message ?? e.reason).includes('mine: ')) return
    e.preventDefault()
    window.heardMine = (window.heardMine ?? 0) + 1
  }
  addEventListener('error', hush)
  addEventListener('unhandledrejection', hush)
  // What is thrown while an error is reported, browsers report to nobody.
  const reporting = (e) => e.detail.kind === 'error_click'
  for (const name of ['signal', 'error']) addEventListener('heed:' + name, (e) => reporting(e) || fail('heed:' + name))
  window.dataLayer = []
  window.dataLayer.push = () => fail('dataLayer')
  const count = document.getElementById('count')
  document.getElementById('works').addEventListener('click', () => (count.textContent = String(Number(count.textContent) + 1)))
})()

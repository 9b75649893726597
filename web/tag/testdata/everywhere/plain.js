/** A control that works, and two that do nothing. */
(() => {
  const count = document.getElementById('count')
  document.getElementById('works').addEventListener('click', () => (count.textContent = String(Number(count.textContent) + 1)))
})()

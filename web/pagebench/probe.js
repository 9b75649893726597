// Runs in every page before the page's own scripts, with the agent and without, and notes what the browser says of it.
const bench = (window.bench = { Blocked: 0, Long: 0, Worst: 0, Shift: 0, Painted: 0, Clicks: [] })

// Total blocking time is what tasks take beyond 50 ms each.
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) {
    bench.Long++
    bench.Blocked += duration - 50
  }
}).observe({ type: 'longtask', buffered: true })

// The browser rounds the time from an input to the next frame to 8 ms.
new PerformanceObserver((list) => {
  for (const { interactionId, duration } of list.getEntries()) if (interactionId) bench.Worst = Math.max(bench.Worst, duration)
}).observe({ type: 'event', durationThreshold: 16, buffered: true })

// On the way up, after every listener in the capture phase: timeStamp is when the browser got the input.
addEventListener('click', ({ timeStamp: At, target }) => bench.Clicks.push({ At, Card: target.closest('article')?.id ?? '', Class: target.className.toString() }))

// What moves in the page without the visitor having asked for it, as a share of the viewport.
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) bench.Shift += value
}).observe({ type: 'layout-shift', buffered: true })

// The first picture with a card in it: a message that is sent before a frame is painted arrives after it.
addEventListener('heed:shown', () => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => (bench.Painted ||= performance.now())
  port2.postMessage(null)
}))

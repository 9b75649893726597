// Runs in every page before the page's own scripts, with the agent and without, and notes what the browser says of it.
const bench = (window.bench = { Blocked: 0, Long: 0, Worst: 0, Clicks: [] })

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

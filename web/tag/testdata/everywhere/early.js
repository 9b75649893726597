/** Says that the page has had all the time that the tag waits for. */
addEventListener('load', () => requestIdleCallback(() => requestIdleCallback(() => fetch('more.html'))))

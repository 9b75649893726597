window.heed = window.heed || function () { (window.heed.q = window.heed.q || []).push(arguments) }

// How many sockets the page has asked for.
window.sockets = 0
window.WebSocket = class extends WebSocket {
  constructor(...args) {
    super(...args)
    window.sockets++
  }
}

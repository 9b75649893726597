// Evaluated in a page with nothing else in it: how long the compiled agent takes for a million records. The arguments are the
// module's address and, by name, the streams: arrays of [kind, flags, target, after, x, y, a, b], `after` in ms since the last.
async (address, streams, million) => {
  const RECORD = 32
  const ROOM = 64 // of the module's buffer
  const { module } = await WebAssembly.instantiateStreaming(fetch(address), { heed: { emit() {} } })
  const times = {}
  for (const [name, stream] of Object.entries(streams)) {
    const { exports } = await WebAssembly.instantiate(module, { heed: { emit() {} } })
    exports._initialize()
    const memory = new DataView(exports.memory.buffer, exports.records(), ROOM * RECORD)
    stream.forEach(([kind, flags, target, , ...numbers], i) => {
      memory.setUint8(i * RECORD, kind)
      memory.setUint8(i * RECORD + 1, flags)
      memory.setUint32(i * RECORD + 4, target, true)
      numbers.forEach((n, j) => memory.setFloat32(i * RECORD + 16 + 4 * j, n, true))
    })
    let at = 0
    let inside = 0
    // Only the module is timed: the records of one push are given their times before it.
    for (let told = 0; told < million; told += stream.length) {
      stream.forEach(([, , , after], i) => memory.setFloat64(i * RECORD + 8, (at += after), true))
      const before = performance.now()
      exports.push(stream.length)
      inside += performance.now() - before
    }
    times[name] = inside
  }
  return times
}

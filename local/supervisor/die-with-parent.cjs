// Loaded with --require into programs that are not ours (Next): the end of the supervisor, kill -9 included, closes the
// IPC channel, and the program ends with it instead of keeping the port.
'use strict'

if (process.channel && typeof process.send === 'function') {
  process.once('disconnect', () => process.exit(1))
  // The channel alone must not keep a program alive that has finished.
  process.channel.unref()
}

// Loaded with --require into programs that are not ours (Next): the end of the supervisor, kill -9 included, closes the
// IPC channel, and the program ends with it instead of keeping the port.
// Danger: workers inherit --require. In them an unreferenced channel would end the worker while it waits for work, so only
// the supervisor's own child takes part; its workers lose their channel when it ends.
'use strict'

if (process.channel && process.env.STOA_SUPERVISOR_PID === String(process.ppid)) {
  process.once('disconnect', () => process.exit(1))
  // The channel alone must not keep a program alive that has finished.
  process.channel.unref()
}

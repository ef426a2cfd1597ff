// Imported first by every command: one sentence instead of a syntax error on an old Node.
// Written in syntax that every Node with ES modules can read.

const REQUIRED = [20, 9]

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < REQUIRED[0] || (major === REQUIRED[0] && minor < REQUIRED[1])) {
  console.error(`Stoa needs Node ${REQUIRED.join('.')} or newer; this is Node ${process.versions.node}.`)
  process.exit(1)
}

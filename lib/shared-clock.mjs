/**
 * What expired lately, told to every server process through Redis: the tags of cached pages, the hosts of stores. Plain
 * JavaScript: Next loads the cache handler that uses it outside of its build, and compiles it for the edge as well.
 *
 * Invariants: what one process expires, every process that can reach Redis has expired within SYNC_MS and one request's time.
 * Whoever cannot know what it missed (Redis was away, emptied, or told more than MAX_EVENTS at once) forgets everything: it is
 * made again sooner than it is shown stale. Times of different machines are never compared: a name expires here when this
 * process learns of it.
 * Redis missing costs a process nothing but this: it no longer hears of others.
 */

/** Redis is asked at most this often, and more rarely after a question that it did not answer. */
export const SYNC_MS = 1_000
const SYNC_AFTER_FAILURE_MS = 5_000
/** A request waits for the answer only when the last one is older than this. */
const WAIT_AFTER_MS = 2_000
/** Who heard from Redis within this time knows what expired. */
export const TRUST_MS = 3_000
/** What was being made while its name expired may hold the old content: the name expires once more after this time. */
export const ECHO_MS = 3_000
const TIMEOUT_MS = 200
/** Events older than this may be gone from Redis. */
const RETENTION_MS = 15 * 60_000
/** How far clocks of publishers may differ, and how late a publication may arrive. */
const OVERLAP_MS = 30_000
const MAX_EVENTS = 5_000
const MAX_PENDING = 5_000

/**
 * @typedef {object} Listener
 * @property {(names: string[]) => void} expire every entry with one of the names is older than now
 * @property {() => void} forget every entry of whatever name is
 */

export class SharedClock {
  /** @type {Map<string, string>} name -> the last publication of it that was heard or made */
  #heard = new Map()
  /** @type {Set<string>} what Redis could not be told yet */
  #pending = new Set()
  /** @type {{ due: number, tags: string[] }[]} */
  #echoes = []
  /** @type {Promise<void> | null} */
  #asking = null
  #askedAt = 0
  #answeredAt = 0
  #epoch = ''
  /** A question failed since the last answer. */
  #missed = false

  /**
   * @param {string} topic what the names are of; part of the keys in Redis
   * @param {{ url: string, token: string }} server of Upstash's REST protocol
   * @param {Listener} listener
   * @param {() => number} now
   * @param {number} timeoutMs how long Redis may take
   */
  constructor(topic, server, listener, now = () => Date.now(), timeoutMs = TIMEOUT_MS) {
    this.events = `expired:${topic}`
    this.epoch = `expired-epoch:${topic}`
    this.server = server
    this.listener = listener
    this.now = now
    this.timeoutMs = timeoutMs
  }

  /**
   * Tells every process that `tags` expired; this one has expired them already. Never throws: what fails is told later.
   * @param {string[]} tags
   */
  async publish(tags) {
    this.#echo(tags)
    for (const tag of tags) if (this.#pending.size < MAX_PENDING) this.#pending.add(tag)
    await this.#send()
  }

  /**
   * Learns what others expired. Call before a cached entry is believed; waits for Redis only after a quiet time.
   * @returns {Promise<boolean>} whether what others expired up to TRUST_MS ago is known here
   */
  async sync() {
    const time = this.now()
    this.#replayEchoes(time)
    if (time - this.#askedAt >= (this.#missed ? SYNC_AFTER_FAILURE_MS : SYNC_MS) && !this.#asking) {
      this.#askedAt = time
      this.#asking = this.#ask().finally(() => {
        this.#asking = null
      })
    }
    if (this.#asking && time - this.#answeredAt > WAIT_AFTER_MS) await this.#asking
    return this.#answeredAt > 0 && time - this.#answeredAt <= TRUST_MS
  }

  /** The question that is under way, answered. */
  async idle() {
    await this.#asking
  }

  async #ask() {
    if (this.#pending.size > 0) await this.#send()
    const time = this.now()
    const since = (this.#answeredAt || time) - OVERLAP_MS
    let epoch = ''
    /** @type {string[]} */
    let events = []
    try {
      const [, current, flat] = await this.#call([
        ['set', this.epoch, crypto.randomUUID(), 'nx'],
        ['get', this.epoch],
        ['zrange', this.events, String(since), '+inf', 'byscore', 'limit', '0', String(MAX_EVENTS + 1), 'withscores'],
      ])
      epoch = String(current)
      events = flat
    } catch {
      // Redis is a shortcut here; /api/ready says how it is. What was missed is made good by the next answer.
      this.#missed = true
      return
    }
    const gap = this.#answeredAt > 0 && time - this.#answeredAt > RETENTION_MS - OVERLAP_MS
    const emptied = this.#epoch !== '' && this.#epoch !== epoch
    if (this.#missed || gap || emptied || events.length > 2 * MAX_EVENTS) this.listener.forget()
    this.#hear(events)
    this.#epoch = epoch
    this.#answeredAt = time
    this.#missed = false
  }

  /** @param {string[]} events tag, score, tag, score ... */
  #hear(events) {
    /** @type {Map<string, string>} */
    const heard = new Map()
    /** @type {string[]} */
    const news = []
    for (let i = 0; i + 1 < events.length; i += 2) {
      const [tag = '', score = ''] = [events[i], events[i + 1]]
      heard.set(tag, score)
      if (this.#heard.get(tag) !== score) news.push(tag)
    }
    this.#heard = heard
    if (news.length === 0) return
    this.listener.expire(news)
    this.#echo(news)
  }

  async #send() {
    const tags = [...this.#pending]
    const time = this.now()
    // The fraction tells two publications of one tag in the same millisecond apart.
    const scored = tags.map((tag) => [String(time + Math.floor(Math.random() * 1_000) / 1_000), tag])
    for (const [score = '', tag = ''] of scored) this.#heard.set(tag, score)
    this.#pending.clear()
    try {
      await this.#call([
        ['zadd', this.events, ...scored.flat()],
        ['zremrangebyscore', this.events, '-inf', String(time - RETENTION_MS)],
      ])
    } catch {
      for (const tag of tags) this.#pending.add(tag)
    }
  }

  /** @param {string[]} tags */
  #echo(tags) {
    this.#echoes.push({ due: this.now() + ECHO_MS, tags })
  }

  /** @param {number} time */
  #replayEchoes(time) {
    while (this.#echoes[0] && this.#echoes[0].due <= time) this.listener.expire(this.#echoes.shift()?.tags ?? [])
  }

  /** @param {string[][]} commands @returns {Promise<any[]>} the results; rejects when one failed */
  async #call(commands) {
    const response = await fetch(`${this.server.url}/pipeline`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.server.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(commands),
      signal: AbortSignal.timeout(this.timeoutMs),
      // Not one of the page's own fetches: Next would note it on the page being made.
      next: { internal: true },
    })
    if (!response.ok) throw new Error(`Redis answered ${response.status}`)
    const answers = await response.json()
    const failed = answers.find((/** @type {{ error?: string }} */ answer) => answer.error)
    if (failed) throw new Error(failed.error)
    return answers.map((/** @type {{ result: unknown }} */ answer) => answer.result)
  }
}

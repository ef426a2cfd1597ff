/**
 * The few tags of the demo texts. Input is trusted text written in this folder; `&`, `<` and `>` are escaped so that a
 * title like “Grid & Grain” stays correct. Not a sanitizer: merchants' HTML goes through the catalog's own.
 */

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

export const escapeHtml = (text: string): string => text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign)

export const paragraphs = (...texts: string[]): string => texts.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')

/** A list of facts, one `<li>` each, with the name of the fact in bold. */
export function facts(entries: Record<string, string>): string {
  const items = Object.entries(entries).map(
    ([name, value]) => `<li><strong>${escapeHtml(name)}:</strong> ${escapeHtml(value)}</li>`,
  )
  return `<ul>\n${items.join('\n')}\n</ul>`
}

/** A heading with paragraphs below it, for pages and policies. */
export const section = (heading: string, ...texts: string[]): string =>
  `<h2>${escapeHtml(heading)}</h2>\n${paragraphs(...texts)}`

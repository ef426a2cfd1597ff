/**
 * Merchants' HTML, cut down to what a description needs. Run when it is written and again when it is shown, so that a row
 * written by other means is no way in. Deliberately absent: styles, classes, scripts, frames, forms and pictures.
 */
import sanitizeHtml from 'sanitize-html'

const OPTIONS: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'br', 'h2', 'h3', 'strong', 'b', 'em', 'i', 'ul', 'ol', 'li', 'a', 'blockquote', 'dl', 'dt', 'dd'],
  allowedAttributes: { a: ['href'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  transformTags: { div: 'p', h1: 'h2', h4: 'h3', h5: 'h3', h6: 'h3' },
  // Counts how deep it may go: a thousand nested lists are an attack on the reader's browser.
  nestingLimit: 12,
}

/** The same text with allowed elements only. Relative links stay; other schemes than web, mail and phone go. */
export function sanitizeDescription(html: string): string {
  return sanitizeHtml(html, OPTIONS).trim()
}

/**
 * Merchants' HTML on its way to shoppers. It was sanitized when it was written; it is sanitized again here, since a row may
 * have come another way (an import, a restored backup).
 */
import { clsx } from 'clsx'
import sanitize from 'sanitize-html'

const ALLOWED: sanitize.IOptions = {
  allowedTags: [
    ...['p', 'br', 'strong', 'b', 'em', 'i', 'u', 's', 'sub', 'sup', 'a', 'ul', 'ol', 'li', 'blockquote', 'hr'],
    ...['h2', 'h3', 'h4', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'img', 'figure', 'figcaption', 'code', 'pre'],
  ],
  allowedAttributes: { a: ['href', 'title'], img: ['src', 'alt', 'width', 'height'], th: ['scope'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  transformTags: { h1: 'h2', img: sanitize.simpleTransform('img', { loading: 'lazy' }) },
}

export function RichText({ html, className }: { html: string; className?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitized in this line.
  return <div className={clsx('prose', className)} dangerouslySetInnerHTML={{ __html: sanitize(html, ALLOWED) }} />
}

/** The text of the first paragraph, without tags; '' when there is none. */
export function firstParagraph(html: string): string {
  const paragraph = /<p[^>]*>([\s\S]*?)<\/p>/i.exec(html)?.[1] ?? ''
  return plainText(paragraph)
}

/** HTML as plain text with its entities decoded. */
export function plainText(html: string): string {
  const text = sanitize(html.replace(/<\/(p|li|h\d)>/gi, ' '), { allowedTags: [], allowedAttributes: {} })
  return text
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim()
}

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
}

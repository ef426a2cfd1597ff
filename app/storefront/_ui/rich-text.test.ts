import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { firstParagraph, plainText, RichText } from './rich-text'

it('keeps words and drops what could act', () => {
  const html =
    '<h1>Care</h1><p onclick="x()">Dry <a href="javascript:x()">here</a></p><script>x()</script><img src=x onerror=x()>'
  const shown = renderToStaticMarkup(RichText({ html }))
  expect(shown).toContain('<h2>Care</h2>')
  expect(shown).toContain('Dry <a>here</a>')
  expect(shown).not.toMatch(/script|onclick|onerror|javascript/i)
})

it('reads text out of HTML', () => {
  expect(plainText('<p>Grid &amp; Grain</p><p>a &lt; b</p>')).toBe('Grid & Grain a < b')
  expect(firstParagraph('<h2>No</h2><p>First <em>one</em>.</p><p>Second</p>')).toBe('First one.')
  expect(firstParagraph('<ul><li>none</li></ul>')).toBe('')
})

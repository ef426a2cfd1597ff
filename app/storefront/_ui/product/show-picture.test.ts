import { expect, it } from 'vitest'
import { pictureOf } from './show-picture'

const images = [{ alt: 'A mug, Oat glaze' }, { alt: 'Two mugs on linen' }, { alt: 'A mug, Tide glaze' }]

it('finds the picture that names the value', () => expect(pictureOf(['Tide'], images)).toBe(2))
it('does not take a part of a word', () => expect(pictureOf(['Mu'], images)).toBe(-1))
it('reads a value as text, not as a pattern', () => expect(pictureOf(['.*'], images)).toBe(-1))

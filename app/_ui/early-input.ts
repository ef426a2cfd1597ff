/**
 * What is typed, chosen or ticked before the page has come to life. React takes such a control over as it stands, tells nobody,
 * and puts the state's own value back with the next change: text is lost under the merchant's hands. `ref={keepEarlyInput}`
 * on a control whose value is state says it once more, as soon as somebody listens.
 */
type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

export function keepEarlyInput(control: Control | null): void {
  if (!control || !wasChanged(control)) return
  const entered = isTick(control) ? control.checked : control.value
  // After the commit, one by one: each handler then sees the state that the one before it left, whose rendering has put the
  // other controls back already.
  queueMicrotask(() => say(control, entered))
}

/** Against what the server wrote into the page; one that was made in the browser has no difference. */
function wasChanged(control: Control): boolean {
  if (control instanceof HTMLSelectElement) {
    const written = [...control.options].find(({ defaultSelected }) => defaultSelected)
    return written !== undefined && !written.selected
  }
  if (!isTick(control)) return lines(control.value) !== lines(control.defaultValue)
  // Of radio buttons the one that was chosen speaks.
  return control.checked !== control.defaultChecked && (control.type === 'checkbox' || control.checked)
}

/** React listens to changes from the value that it saw last: it has to see another one first. */
function say(control: Control, entered: string | boolean): void {
  if (!control.isConnected) return
  if (typeof entered === 'boolean') {
    if (isTick(control)) control.checked = !entered
    control.click()
  } else if (control instanceof HTMLSelectElement) {
    control.value = entered
    control.dispatchEvent(new Event('change', { bubbles: true }))
  } else {
    control.value = control.defaultValue
    const type = control instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement
    Object.getOwnPropertyDescriptor(type.prototype, 'value')?.set?.call(control, entered)
    control.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

function isTick(control: Control): control is HTMLInputElement {
  return control.type === 'checkbox' || control.type === 'radio'
}

/** A textarea's value has other line ends than its text. */
function lines(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

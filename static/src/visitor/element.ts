// Makes elements. What a server or a person wrote enters the page only as text.
type Child = Node | string | null | false;

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | boolean | ((event: Event) => void)> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== null && child !== false));
  return made;
}

/** One of a few as radio buttons: the fieldset has a name, each choice its own words. */
export function radios<T extends string>(name: string, options: { value: T; text: string }[], now: T, pick: (value: T) => void): HTMLElement {
  const one = ({ value, text }: { value: T; text: string }) =>
    el('label', {}, el('input', { type: 'radio', name, value, class: 'unseen', checked: value === now, change: () => pick(value) }), text);
  return el('fieldset', { class: 'radios' }, el('legend', { class: 'unseen' }, name), ...options.map(one));
}

/** One of many as a select with its label. */
export function select<T extends string>(label: string, options: { value: T; text: string }[], now: T, pick: (value: T) => void): HTMLElement {
  const list = el('select', { class: 'field', change: () => pick(options[list.selectedIndex]!.value) });
  list.append(...options.map(({ value, text }) => el('option', { value, selected: value === now }, text)));
  return el('label', { class: 'select' }, el('span', {}, label), list);
}

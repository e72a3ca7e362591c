// The door for staff: name and password in the panel, and the change of a password that somebody else has set.
import './visitor.css';
import { Refused } from '../api/client.ts';
import { changePassword, signIn } from '../api/login.ts';
import { TooMany } from '../api/send.ts';
import { learnDoor } from '../words/door.ts';
import { t } from '../words/words.ts';
import { el } from './element.ts';

export { learnDoor };

const SHORTEST = 10;

/** A field with its label; a password can be made readable. */
function field(label: string, attributes: Record<string, string>): { node: HTMLElement; input: HTMLInputElement } {
  const input = el('input', { class: 'field', required: true, 'aria-describedby': 'login-problem', ...attributes });
  const named = el('label', { class: 'select' }, el('span', {}, label), input);
  if (attributes.type !== 'password') return { node: named, input };
  const toggle = el('button', { type: 'button', class: 'button', 'aria-pressed': 'false', click: () => {
    const plain = input.type === 'password';
    input.type = plain ? 'text' : 'password';
    toggle.setAttribute('aria-pressed', String(plain));
  } }, t('show_password'));
  return { node: el('div', { class: 'secret' }, named, toggle), input };
}

function reason(cause: unknown): string {
  if (cause instanceof TooMany) return t('wait_seconds', { n: cause.seconds });
  if (!(cause instanceof Refused)) return t('out_of_reach');
  if (cause.problem.status === 401) return t('wrong_login');
  const wrong = cause.problem.fields?.map(({ field }) => field) ?? [];
  if (wrong.includes('old')) return t('wrong_old');
  return wrong.includes('new') ? t('weak_password') : cause.message;
}

interface Ask {
  title: string;
  help?: string;
  press: string;
  fields: { node: HTMLElement; input: HTMLInputElement }[];
  send: () => Promise<void>;
  cancel?: () => void;
}

/** A form whose problem is said aloud, with the focus on it. */
function form({ title, help, press, fields, send, cancel }: Ask): HTMLElement {
  const problem = el('p', { class: 'problem', id: 'login-problem', role: 'alert', tabindex: '-1' });
  const button = el('button', { class: 'button main' }, press);
  const submit = async (event: Event) => {
    event.preventDefault();
    problem.textContent = '';
    button.disabled = true;
    try {
      await send();
    } catch (cause) {
      problem.textContent = reason(cause);
      for (const { input } of fields) input.setAttribute('aria-invalid', 'true');
      problem.focus();
    }
    button.disabled = false;
  };
  return el('form', { class: 'login', 'aria-label': title, submit: (event) => void submit(event) },
    el('h2', {}, title),
    help ? el('p', { class: 'quiet small' }, help) : null,
    ...fields.map(({ node }) => node),
    problem,
    el('p', { class: 'row' }, button, cancel ? el('button', { type: 'button', class: 'button', click: cancel }, t('cancel')) : null));
}

/** Asks for a new password; the old one only where it was not typed just now. */
function change(old: string | null, enter: () => void): HTMLElement {
  const before = field(t('old_password'), { type: 'password', name: 'old', autocomplete: 'current-password' });
  const next = field(t('new_password'), { type: 'password', name: 'new', autocomplete: 'new-password', minlength: String(SHORTEST) });
  return form({
    title: t('change_title'),
    help: t('change_help', { n: SHORTEST }),
    press: t('save_password'),
    fields: old === null ? [before, next] : [next],
    send: async () => {
      await changePassword(old ?? before.input.value, next.input.value);
      enter();
    },
  });
}

/** The page of one who came back without having changed the password: nothing else is answered until then. */
export async function changeFirst(root: HTMLElement, enter: () => void): Promise<void> {
  await learnDoor();
  document.documentElement.classList.add('visitor');
  const changed = () => {
    document.documentElement.classList.remove('visitor');
    enter();
  };
  root.replaceChildren(el('main', {}, change(null, changed)));
}

/** The form in the panel, once its words were learned; `enter` opens the page of the one who came in. */
export function login(enter: () => void, cancel: () => void): HTMLElement {
  const place = el('div', {});
  const put = (next: HTMLElement) => {
    place.replaceChildren(next);
    // After the caller has put it into the page.
    queueMicrotask(() => next.querySelector('input')?.focus());
  };
  const name = field(t('user_name'), { type: 'text', name: 'name', autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false' });
  const password = field(t('password'), { type: 'password', name: 'password', autocomplete: 'current-password' });
  const send = async () => {
    const who = await signIn(name.input.value.trim(), password.input.value);
    if (who.must_change_password) put(change(password.input.value, enter));
    else enter();
  };
  put(form({ title: t('sign_in'), press: t('sign_in'), fields: [name, password], send, cancel }));
  return place;
}

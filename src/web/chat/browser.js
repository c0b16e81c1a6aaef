/**
 * The page's script: sends without leaving the page, shows what arrives, and says when the connection is lost. The
 * page works without it. What is shown comes from the server as HTML, rendered and escaped there.
 */

const POST_TIMEOUT_MS = 15_000;
/** A second click of a double click, and impatience. */
const PRESS_PAUSE_MS = 1_000;
const SLOW_MS = 15_000;
/** A connection that is back within this time was not lost. */
const LOST_MS = 2_500;
const LONGEST_RETRY_MS = 30_000;
/** So few characters left are worth telling. */
const NEARLY_FULL = 200;

const byId = (id) => document.getElementById(id);
const conversation = byId('conversation');
const lines = byId('lines');
const field = byId('text');
const count = byId('count');
const limit = Number(field.dataset.limit);

/* Sending */

let sending = Promise.resolve();

document.addEventListener('submit', (event) => {
  event.preventDefault();
  const button = event.submitter;
  if (event.target === byId('say')) return sayTyped();
  pauseButton(button);
  const what = button.name === 'choice' ? JSON.parse(button.value) : { text: button.value };
  say(what, what.label ?? what.text).focus({ preventScroll: true });
});

function sayTyped() {
  const text = field.value.trim();
  field.focus();
  if (text === '' || text.length > limit) return showCount();
  field.value = '';
  fieldChanged();
  say({ text }, text);
}

function pauseButton(button) {
  button.disabled = true;
  setTimeout(() => {
    button.disabled = false;
  }, PRESS_PAUSE_MS);
}

/** Shows a message as said and sends it under an id of its own; trying again uses the same id. */
function say(what, words) {
  const own = byId('own').content.firstElementChild.cloneNode(true);
  own.dataset.id = newId();
  own.querySelector('.bubble').textContent = words;
  own.classList.add('pending');
  byId('problem')?.remove();
  send(own, { id: own.dataset.id, ...what });
  return own;
}

/** A random UUID, also where the page is not reached over https and the browser's own function is missing. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function send(own, body) {
  own.querySelector('.unsent')?.remove();
  lines.append(own);
  showWaiting(true);
  toEnd();
  sending = sending.then(async () => {
    const trouble = await post(body);
    if (trouble) showUnsent(own, body, trouble);
  });
}

/** One attempt; resolves to nothing when it was taken, else to what to tell the person. */
async function post(body) {
  try {
    const response = await fetch('/chat', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(POST_TIMEOUT_MS),
    });
    if (response.ok) return undefined;
    const { message } = await response.json();
    return { message };
  } catch {
    return {};
  }
}

function showUnsent(own, body, { message }) {
  if (!own.classList.contains('pending')) return;
  const unsent = byId('own').content.querySelector('.unsent').cloneNode(true);
  if (message) unsent.querySelector('p').textContent = message;
  unsent.querySelector('button').addEventListener('click', () => {
    send(own, body);
    own.focus({ preventScroll: true });
  });
  own.append(unsent);
  if (lines.lastElementChild === own) showWaiting(false);
  toEnd();
}

/* Showing what arrives */

function receive(html) {
  const holder = document.createElement('template');
  holder.innerHTML = html;
  const fresh = holder.content.firstElementChild;
  const known = lines.querySelector(`[data-id="${CSS.escape(fresh.dataset.id)}"]`);
  if (known) return settle(known, fresh);
  const atEnd = isAtEnd();
  lines.append(fresh);
  if (fresh.dataset.from === 'bot') showWaiting(false);
  if (!atEnd) byId('below').hidden = false;
  else if (fresh.offsetHeight > conversation.clientHeight) fresh.scrollIntoView({ block: 'start' });
  else toEnd();
}

/** Our own message came back stored: only its time is taken over, so that it is not read out again. */
function settle(known, fresh) {
  if (!known.classList.contains('pending')) return;
  known.classList.remove('pending');
  known.querySelector('.unsent')?.remove();
  known.querySelector('.meta').replaceWith(fresh.querySelector('.meta'));
  const day = fresh.querySelector('.day');
  if (day) known.prepend(day);
}

let slow;

function showWaiting(on) {
  byId('typing').hidden = !on;
  byId('slow').hidden = true;
  clearTimeout(slow);
  if (on) {
    slow = setTimeout(() => {
      byId('slow').hidden = false;
    }, SLOW_MS);
  }
}

/** The conversation is laid out from its end: there it stands at 0, and counts downwards to its beginning. */
const isAtEnd = () => conversation.scrollTop > -80;

function toEnd() {
  conversation.scrollTop = 0;
  if (document.documentElement.scrollHeight > window.innerHeight) byId('say').scrollIntoView({ block: 'end' });
  byId('below').hidden = true;
}

byId('below').addEventListener('click', () => {
  toEnd();
  conversation.focus({ preventScroll: true });
});
conversation.addEventListener('scroll', () => {
  if (isAtEnd()) byId('below').hidden = true;
});

/* The open line */

let retryMs = 1_000;
let lost;

function connect() {
  const source = new EventSource(`/chat/events?after=${encodeURIComponent(lastStored())}`);
  source.addEventListener('line', (event) => receive(event.data));
  source.addEventListener('language', (event) => changeLanguage(event.data));
  source.addEventListener('open', () => showConnected());
  source.addEventListener('error', () => {
    lost ??= setTimeout(() => {
      byId('lost').hidden = false;
    }, LOST_MS);
    if (source.readyState === EventSource.CLOSED) reconnect();
  });
}

/** Browsers reconnect after a broken line by themselves, but give up after an answer that is none. */
function reconnect() {
  setTimeout(connect, retryMs * (1 + Math.random()));
  retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
}

function showConnected() {
  retryMs = 1_000;
  clearTimeout(lost);
  lost = undefined;
  byId('lost').hidden = true;
}

const lastStored = () => [...lines.querySelectorAll('.line:not(.pending)')].at(-1)?.dataset.id ?? '';

/** The rest of the page follows when the person chose another language, unless something is being written. */
function changeLanguage(language) {
  if (language !== document.documentElement.lang && field.value === '') location.reload();
}

/* The field */

field.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  byId('say').requestSubmit();
});
field.addEventListener('input', fieldChanged);

function fieldChanged() {
  showCount();
  if (CSS.supports('field-sizing', 'content')) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + 2}px`;
}

function showCount() {
  const left = limit - field.value.trim().length;
  field.setAttribute('aria-invalid', String(left < 0));
  if (left < 0) count.textContent = count.dataset.over.replace('{over}', String(-left));
  else count.textContent = left <= NEARLY_FULL ? count.dataset.left.replace('{left}', String(left)) : '';
}

/* Beginning */

document.documentElement.classList.add('scripted');
toEnd();
connect();
if (document.body.dataset.arriving) {
  showWaiting(true);
  if (await post({ arrived: true })) showWaiting(false);
} else if (!byId('typing').hidden) showWaiting(true);

// Keeps the shell (pages, scripts, styles, fonts) so that the application opens without a network. Data of patients
// are never kept: requests under /api and /tiles are not touched.
const SHELL = __SHELL__;
const CACHE = `sigis-shell-${__VERSION__}`;

addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(SHELL))
      .then(() => skipWaiting()),
  );
});

addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => clients.claim()),
  );
});

addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin || !SHELL.includes(url.pathname)) return;
  // MapLibre asks for its worker with ?v=...: the same file.
  const kept = () => caches.match(event.request, { ignoreSearch: true, cacheName: CACHE });
  if (event.request.mode === 'navigate') event.respondWith(fetch(event.request).catch(kept));
  else event.respondWith(kept().then((answer) => answer ?? fetch(event.request)));
});

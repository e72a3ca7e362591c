// Clients that mean no good, over plain sockets to the loopback. Each ends by itself after a bounded time.
import { connect } from 'node:net';

const between = (low, high) => low + Math.floor(Math.random() * (high - low + 1));
const one = (list) => list[between(0, list.length - 1)];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Addresses that a map asks for, with any of its questions. */
export function sane(bounds) {
  const z = between(0, 22);
  const place = { x: bounds.west + Math.random() * bounds.width, y: bounds.north + Math.random() * bounds.height };
  const tile = `${z}/${Math.floor(place.x * 2 ** z)}/${Math.floor(place.y * 2 ** z)}`;
  const words = [
    one(['', 'disease=dbd', 'disease=leptospirosis']),
    one(['', `from=20${between(10, 24)}-01-01`, 'from=2023-02-01&to=2023-03-02']),
    one(['', 'sex=P', 'sex=L']),
    one(['', `age_min=${between(0, 40)}&age_max=${between(40, 99)}`]),
  ].filter(Boolean).join('&');
  const path = one([
    () => `/tiles/${one(['cases', 'districts'])}/${tile}.${one(['mvt', 'png', 'geojson'])}`,
    () => `/tiles/${one(['facilities', 'coverage'])}/${tile}.${one(['mvt', 'png'])}`,
    () => `/api/layers/${one(['cases', 'districts', 'facilities'])}.geojson`,
    () => one(['/api/summary', '/api/series', '/api/table', '/map.png', '/tiles/cases.json']),
  ])();
  return `${path}${words && `?${words}`}`;
}

const odd = ['-1', '4294967296', '99999999999999999999', 'NaN', '1e9', '%30', '%00', '%2e%2e%2f', '..', '٣', '', 'x'.repeat(3000)];

/** Addresses that nobody means. */
export function hostile() {
  const word = () => encodeURI(one(odd)).replaceAll('%25', '%');
  return one([
    () => `/tiles/cases/${word()}/${word()}/${word()}.${one(['mvt', 'png', 'exe'])}`,
    () => `/tiles/${word()}/3/2/1.mvt?disease=${word()}`,
    () => `/${one(['..%2f', '%2e%2e/', '../'])}`.repeat(8) + 'etc/passwd',
    () => `/api/table?by=${word()}&from=${word()}`,
    () => `/api/cases?${'a=1&'.repeat(between(1, 5000))}`,
    () => `/basemap/${word()}/0/0`,
  ])();
}

const head = (path, token, more = '') =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${token ? `Authorization: Bearer ${token}\r\n` : ''}${more}\r\n`;

/** A socket that is given up after `life` ms; what comes is thrown away. */
function open(port, life) {
  const socket = connect(port, '127.0.0.1');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => {});
  const late = setTimeout(() => socket.destroy(), life);
  return { socket, closed: closed.finally(() => clearTimeout(late)) };
}

/** What each client does; `life` bounds it in ms. */
export const attacks = {
  async 'reads a few bytes a second'(port, path, token, life) {
    const { socket, closed } = open(port, life);
    socket.write(head(path, token));
    socket.pause();
    const drip = setInterval(() => socket.read(4), 1000);
    await closed;
    clearInterval(drip);
  },
  async 'never finishes its head'(port, path, token, life) {
    const { socket, closed } = open(port, life);
    socket.resume().write(`GET ${path} HTTP/1.1\r\nX: `);
    const drip = setInterval(() => socket.write('y'), 1000);
    await closed;
    clearInterval(drip);
  },
  async 'leaves in the middle of an answer'(port, path, token) {
    const { socket, closed } = open(port, 2000);
    socket.write(head(path, token));
    socket.once('data', () => socket.resetAndDestroy());
    await closed;
  },
  async 'leaves in the middle of a request'(port, path, token) {
    const { socket, closed } = open(port, 2000);
    const text = head(path, token);
    socket.resume().write(text.slice(0, between(1, text.length - 2)), () => socket.destroy());
    await closed;
  },
  async 'asks thirty times and reads nothing'(port, path, token) {
    const { socket, closed } = open(port, 5000);
    socket.pause().write(head(path, token).repeat(30));
    await closed;
  },
  async 'sends a head without end'(port, path, token) {
    const { socket, closed } = open(port, 5000);
    socket.resume().write(head(path, token, `X: ${'y'.repeat(between(1, 40) * 10_000)}\r\n`));
    await Promise.race([closed, pause(1000)]);
    socket.destroy();
  },
  async 'sends a body without end'(port) {
    const { socket, closed } = open(port, 5000);
    socket.resume();
    socket.write('POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 900000000\r\n\r\n');
    for (let i = 0; i < 40 && !socket.destroyed; i += 1) {
      socket.write('y'.repeat(65_536));
      await pause(5);
    }
    socket.destroy();
    await closed;
  },
};

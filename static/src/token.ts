// The token that a link may carry: kept for this tab only, and taken out of the address.
import { useToken } from './api/client.ts';

const KEPT = 'sigis-token';

/** Takes `#token=` out of the address; the view that the link shows stays. Says whether this tab has a token. */
export function takeToken(): boolean {
  const words = new URLSearchParams(location.hash.slice(1));
  const given = words.get('token');
  if (given) {
    words.delete('token');
    sessionStorage.setItem(KEPT, given);
    history.replaceState(null, '', location.pathname + location.search + (words.size ? `#${words}` : ''));
  }
  const token = sessionStorage.getItem(KEPT);
  useToken(token);
  return token !== null;
}
